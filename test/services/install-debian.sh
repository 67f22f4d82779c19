#!/bin/sh
# Installs the servers our tests start (packages.txt beside this file). For root on Debian 12; doing it twice is free.
# Nothing is started or enabled: each test starts its own server in the foreground.
set -eu
list=$(dirname "$0")/packages.txt
want=$(sed -e 's/#.*//' "$list" | awk 'NF { print $1 }')

missing=""
for p in $want; do
  found=$(dpkg-query -W -f='${Status} ${Version}' "$p" 2>/dev/null || true)
  case $found in
    "install ok installed "*) printf 'have     %s %s\n' "$p" "${found#install ok installed }" ;;
    *) missing="$missing $p" ;;
  esac
done
[ -n "$missing" ] || { echo 'nothing to install'; exit 0; }
[ "$(id -u)" = 0 ] || { echo "missing:$missing (run as root to install)" >&2; exit 1; }

# 101 says "do not start it": without this file a package starts its own server on its default port.
policy=/usr/sbin/policy-rc.d
made=""
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  made=1
fi
trap '[ -z "$made" ] || rm -f "$policy"' EXIT

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
for p in $missing; do printf 'install  %s\n' "$p"; done
# shellcheck disable=SC2086 # one word a package
apt-get install -y -qq --no-install-recommends $missing
# shellcheck disable=SC2086
dpkg-query -W -f='now      ${Package} ${Version}\n' $missing
