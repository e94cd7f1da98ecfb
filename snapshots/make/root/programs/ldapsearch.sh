# shellcheck shell=sh disable=SC2154
# ldapsearch: the attributes that are asked for, of all entries of the kind that is asked for. The password goes nowhere.
cat >/dev/null
spend "$slow"
while [ $# -gt 0 ]; do
  case $1 in '('*) filter=$1; shift; break ;; esac
  shift
done
case $filter in *zimbraDataSource*) file=datasources ;; *) file=accounts ;; esac
NAMES="$*" awk '
  BEGIN { n = split(ENVIRON["NAMES"], a, " "); for (i = 1; i <= n; i++) ask[tolower(a[i])] = 1 }
  /^dn::? / || /^$/ { print; next }
  { name = $0; sub(/:.*/, "", name); if (tolower(name) in ask) print }' "$root/.fake/$file.ldif"
