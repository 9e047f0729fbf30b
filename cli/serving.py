"""Commands that show the graph: the explorer as a web application and as a static site."""

from __future__ import annotations

import errno
import socket
from contextlib import suppress
from pathlib import Path

import click

from cli.options import confidence_option, graph_option, library_option
from cli.output import messages
from kg.errors import ServerError
from kg.folder import GraphFolder

__all__ = ["serve_command", "site_command"]

_documents_option = click.option(
    "--documents",
    type=click.Path(path_type=Path),
    help="Map met uw kopieën van de documenten, als de graaf zonder is gebouwd.",
)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres waarop de verkenner luistert.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8019, show_default=True, help="Poort; 0 kiest een vrije."
)
@click.option(
    "--allow-host",
    "allowed",
    multiple=True,
    metavar="NAAM",
    help="Naam waarop de server ook antwoordt, bijvoorbeeld achter een proxy; mag vaker.",
)
@click.option(
    "--review-token-file",
    "token_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Bestand met het token waarmee beoordelaars inloggen (of omgevingsvariabele BEROEPENKAART_REVIEW_TOKEN).",
)
@_documents_option
@confidence_option
@library_option
@graph_option
def serve_command(
    host: str,
    port: int,
    allowed: tuple[str, ...],
    token_file: Path | None,
    documents: Path | None,
    least: float,
    library: Path,
    graph: GraphFolder,
) -> None:
    """Toon de graaf in de browser, tot u op Ctrl-C drukt; een nieuwe build is meteen te zien.

    Beoordelen kan alleen op uw eigen computer, of overal na inloggen met een token.

    \b
    Voorbeeld:
      beroepenkaart serve --documents ~/rapporten
    """
    import uvicorn  # slow to import, as are the pages

    from cli.desk import LibraryDesk
    from cli.review_token import read_token
    from loaders import Library
    from viz.explorer.gate import Gate
    from viz.service.hosts import LOOPBACK
    from viz.web import application as web_application

    token = read_token(token_file)
    private = _is_loopback(host) and not allowed
    desk = LibraryDesk(Library(library), least) if private or token else None
    gate = Gate(token) if token else None
    names = (*LOOPBACK, host, *allowed) if _is_loopback(host) else (*allowed,) or ("*",)
    with messages().status("graaf openen ..."):
        application = web_application(graph, texts=_texts(documents), hosts=names, desk=desk, gate=gate)
    listening = _listen(host, port)
    address = f"[{host}]" if ":" in host else host
    messages().print(
        f"Beroepenkaart staat op http://{address}:{listening.getsockname()[1]}/ (Ctrl-C stopt)", highlight=False
    )
    if gate is not None and not private:
        messages().print("Beoordelen kan met het token. Zet https voor deze server: anders is het onderweg te lezen.")
    elif desk is None:
        messages().print(
            "Beoordelen staat uit, omdat ook anderen deze server kunnen bereiken; --review-token-file zet het aan."
        )
    config = uvicorn.Config(application, log_level="warning", timeout_graceful_shutdown=3, server_header=False)
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):  # which comes or not, by the moment in which Ctrl-C is pressed
        server.run(sockets=[listening])
    if server.started:
        messages().print("Gestopt.")


@click.command("site")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("build/site"), show_default=True,
              help="Map voor de site; een eerdere site wordt in één stap vervangen.")  # fmt: skip
@_documents_option
@graph_option
def site_command(out: Path, documents: Path | None, graph: GraphFolder) -> None:
    """Schrijf de verkenner als bestanden die u zonder server in een browser opent.

    \b
    Voorbeeld:
      beroepenkaart site --out site
    """
    from rich.progress import Progress  # slow to import, as are the pages

    from viz.explorer import Explorer, write_site

    opened = Explorer.open(graph, _texts(documents))
    with Progress(console=messages(), transient=True) as progress:
        task = progress.add_task("pagina's schrijven")
        written = write_site(opened, out, lambda done, total: progress.update(task, completed=done, total=total))
    click.echo(f"{written.pages} pagina's in {written.folder}. Open {written.first} in een browser.")


def _is_loopback(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")


def _texts(documents: Path | None) -> dict[str, str]:
    """Return the user's copies by document id."""
    if documents is None:
        return {}
    from loaders import find_copies, known_documents

    copies = find_copies(documents, known_documents().values())
    return {document.id: document.text for document in copies.documents if document.text is not None}


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raise ServerError when the port is taken or may not be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        taken = error.errno == errno.EADDRINUSE
        raise ServerError(
            f"poort {port} is al in gebruik" if taken else f"hier kan niet worden geluisterd ({error.strerror})",
            where=f"{host}:{port}",
            expected="een vrij adres op deze computer",
            remedy="Kies een andere poort met --port; --port 0 kiest een vrije.",
        ) from error
    return listening
