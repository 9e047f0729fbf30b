#!/bin/sh
# Build the wheel, install it away from the source folder, look whether every file is there, and run the commands
# against what was installed.
set -eu
root=$(pwd)
site="$root/build/wheel-site"
work="$root/build/wheel-tests"
rm -rf "$root/build/wheel" "$site" "$work"
mkdir -p "$root/build"
"$BIN/python" -m build --wheel --no-isolation --outdir "$root/build/wheel" "$root" >"$root/build/wheel.log" 2>&1 || { cat "$root/build/wheel.log"; exit 1; }
"$BIN/pip" install --quiet --disable-pip-version-check --no-deps --no-index --target "$site" "$root"/build/wheel/*.whl
missing=$(find cli kg loaders ontology queries viz -type f ! -name "*.pyc" | sort | while read -r file; do
    [ -f "$site/$file" ] || echo "$file"
done)
[ -z "$missing" ] || { printf 'not in the wheel:\n%s\n' "$missing" >&2; exit 1; }
documents="${DOCUMENTS:-}"
case "$documents" in "" | /*) ;; *) documents="$root/$documents" ;; esac
mkdir -p "$work"
cp -r "$root/tests" "$root/pyproject.toml" "$work"
cd "$work"
# -P keeps the current folder off the search path; the site folder comes before the editable install.
PYTHONPATH="$site" PYTHONSAFEPATH=1 BEROEPENKAART_INSTALLED="$site" BEROEPENKAART_DOCUMENTS="$documents" \
    "$BIN/python" -P -m pytest -q -n auto --dist worksteal tests/cli tests/test_packaging.py
