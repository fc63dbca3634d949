# shellcheck shell=bash
# What bin/run, bin/test, bin/bench and bin/omtanke share: look for the tools, fetch and build only what changed.
# The exit codes are those of src/Omtanke/Data/ExitCode.cs. Written for the bash 3.2 of macOS as well.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
least_node=20
least_dotnet=10
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

# Ctrl-C while something is built is no failed build.
trap "exit 130" INT
trap "exit 143" TERM

say() { printf '%s\n' "$*" >&2; }

stop() {
  code=$1
  shift
  say "$*"
  exit "$code"
}

# Call it before the first cd: a relative folder means relative to where the person stands.
settle() {
  OMTANKE_DATA=${OMTANKE_DATA:-$root/data}
  case $OMTANKE_DATA in /*) ;; *) OMTANKE_DATA=$PWD/$OMTANKE_DATA ;; esac
  # Started from here it is development, where the demo may show itself; a real installation says Production.
  export OMTANKE_DATA ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
}

need_tools() {
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    stop 11 "Node is missing. Install Node $least_node or newer with npm (https://nodejs.org) and start again."
  fi
  node_version=$(node --version 2>/dev/null || true)
  if ! is_least "${node_version#v}" "$least_node"; then
    stop 11 "Node is too old (${node_version:-it does not run}). Install Node $least_node or newer (https://nodejs.org) and start again."
  fi
  if ! command -v dotnet >/dev/null 2>&1 && [ -x "${HOME:-}/.dotnet/dotnet" ]; then
    export DOTNET_ROOT=$HOME/.dotnet PATH=$HOME/.dotnet:$PATH
  fi
  command -v dotnet >/dev/null 2>&1 ||
    stop 12 "The .NET SDK is missing. Install the .NET $least_dotnet SDK (https://dot.net) and start again."
  dotnet_version=$(cd "$root" || exit; dotnet --version 2>/dev/null || true)
  is_least "$dotnet_version" "$least_dotnet" ||
    stop 12 "The .NET SDK is too old or missing (${dotnet_version:-only a runtime is here}). Install the .NET $least_dotnet SDK (https://dot.net) and start again."
}

is_least() {
  major=${1%%.*}
  case $major in '' | *[!0-9]*) return 1 ;; esac
  [ "$major" -ge "$2" ]
}

# quietly WORDS COMMAND…: says the words, runs the command in the root, shows what it said only if it failed.
quietly() {
  say "$1 …"
  shift
  said=$root/artifacts/.last-step
  mkdir -p "$root/artifacts" 2>/dev/null || true
  if ! : 2>/dev/null >"$said"; then
    stop 21 "Omtanke's own folder $root cannot be written by $(id -un). Give that user the folder, or clone it where the user may write."
  fi
  # Into a file and not a pipe: helpers of the build outlive it and would keep a pipe open.
  if ! (cd "$root" && "$@") >"$said" 2>&1 </dev/null; then
    if grep -q -i -E 'ENOSPC|no space left' "$said"; then
      stop 14 "The disk under $root is full. Make room for about 1 GB and start again."
    fi
    tail -n 40 "$said" >&2
    stop 21 "That failed: $*. What it said stands above."
  fi
}

# One number for the contents and names of files; it changes when any of them does.
sum_of() { (cd "$root" && find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 cksum | cksum); }

packages() {
  stamp=$root/node_modules/.omtanke-packages
  now="$(sum_of package.json package-lock.json) $(uname -sm)"
  if [ "$(cat "$stamp" 2>/dev/null || true)" != "$now" ]; then
    quietly "Fetching packages (only when they have changed)" npm ci --no-audit --no-fund --loglevel=error
    printf '%s' "$now" >"$stamp"
  fi
}

styles_and_scripts() {
  stamp=$root/node_modules/.omtanke-front
  now=$(sum_of package-lock.json src/Omtanke/Web ! -name '*.cs' ! -name '*.razor')
  if [ "$(cat "$stamp" 2>/dev/null || true)" != "$now" ] || [ ! -d "$root/src/Omtanke/wwwroot" ]; then
    quietly "Building styles and scripts" npm run --silent build
    printf '%s' "$now" >"$stamp"
  fi
}

# program NAME PROJECT: builds when something is newer than the last build; folders count, so that a deleted file does too.
program() {
  stamp=$root/artifacts/.built-$1
  if [ -e "$stamp" ] && [ -z "$(newer_than "$stamp" "$2")" ]; then return; fi
  mkdir -p "$root/artifacts" 2>/dev/null || true
  touch "$stamp.new" 2>/dev/null || true
  # No helpers are left running behind us.
  quietly "Building $1" dotnet build "$2" -c Release -v quiet -nologo -nodeReuse:false -p:UseSharedCompilation=false
  mv "$stamp.new" "$stamp"
}

newer_than() {
  cd "$root" || exit
  find src "$(dirname "$2")" Directory.* .editorconfig -name wwwroot -prune -o -newer "$1" -print 2>/dev/null | head -n 1 || true
}

omtanke_dll() { printf '%s' "$root/artifacts/bin/Omtanke/release/Omtanke.dll"; }

# The program of a test or bench project: the one with a start-up file of its own, besides Omtanke's.
dll_of() {
  for start in "$root/artifacts/bin/$1/release/"*.runtimeconfig.json; do
    name=${start%.runtimeconfig.json}
    if [ "${name##*/}" != Omtanke ] && [ -e "$name.dll" ]; then
      printf '%s' "$name.dll"
      return
    fi
  done
  stop 21 "The project $1 was built, but its program was not found."
}
