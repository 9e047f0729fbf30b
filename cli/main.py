"""`beroepenkaart`: the command group, and the one place where errors become messages and exit statuses.

Exit status 0: done. 1: refused, with a message. 2: the command line itself is wrong. 130: stopped with Ctrl-C.
"""

from __future__ import annotations

import gc
import os
import sys

import click

from cli.asking import ask_command, passages_command, questions_command, sparql_command
from cli.building import build_command, check_command, info_command
from cli.documents import document_group
from cli.exporting import export_group, publish_command
from cli.reviewing import review_command
from cli.serving import serve_command, site_command
from cli.structuring import communities_command, structure_command
from cli.suggesting import suggest_command
from cli.team import team_command
from cli.understanding import vraag_command
from kg.errors import BeroepenkaartError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="beroepenkaart", prog_name="beroepenkaart", message="%(prog)s %(version)s")
def main() -> None:
    """Kennisgraaf van beroepen in het sociaal domein: wie doet wat, met de bronpassage erbij.

    \b
    Begin met:
      beroepenkaart build --documents MAP      bouw de graaf
      beroepenkaart questions                  bekijk de vragen
      beroepenkaart ask 1 --leefgebied "psychische gezondheid"
      beroepenkaart vraag "Wie doet er iets met schulden in Vlaardingen?"
    """


for command in (
    build_command,
    check_command,
    info_command,
    questions_command,
    ask_command,
    vraag_command,
    sparql_command,
    passages_command,
    communities_command,
    structure_command,
    export_group,
    publish_command,
    serve_command,
    site_command,
    team_command,
    document_group,
    suggest_command,
    review_command,
):
    main.add_command(command)


def run(arguments: list[str] | None = None) -> int:  # noqa: PLR0911 - one return for each way to end
    """Run the command line and return its exit status; no error reaches the caller as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        result = main.main(args=arguments, prog_name="beroepenkaart", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except BeroepenkaartError as error:
        click.echo(f"Fout: {error}", err=True)
        return 1
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Afgebroken. Er is niets half achtergebleven.", err=True)
        return 130
    except click.UsageError as error:
        where = f" Zie '{error.ctx.command_path} --help'." if error.ctx else ""
        click.echo(f"Fout: {_dutch(error)}{where}", err=True)
        return 2
    except click.ClickException as error:
        click.echo(f"Fout: {error.format_message()}", err=True)
        return 1
    except BrokenPipeError:
        # The reader of our output stopped reading ("| head"): not an error, but Python would report it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        click.echo(f"Fout: {error.strerror or error} ({error.filename or 'bestand'}).", err=True)
        return 1


def _dutch(error: click.UsageError) -> str:
    """Return what is wrong with the command line, in Dutch for the kinds that click knows."""
    if isinstance(error, click.NoSuchOption):
        near = f" Bedoelde u {' of '.join(error.possibilities)}?" if error.possibilities else ""
        return f"onbekende optie {error.option_name}.{near}"
    if isinstance(error, click.MissingParameter):
        return f"er ontbreekt iets: {error.param.make_metavar(error.ctx) if error.param and error.ctx else error}."
    if isinstance(error, click.BadParameter):
        return f"onjuiste waarde: {error.message}"
    return error.message


def entry() -> None:  # pragma: no cover - the installed command; tests call run()
    """Entry point of the installed command."""
    gc.set_threshold(100_000)  # little of what a command makes is waste before it ends: a tenth of the time
    sys.exit(run())
