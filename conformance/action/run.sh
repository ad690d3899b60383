#!/usr/bin/env bash
# The step of action.yml: runs the kit with the inputs that it finds in KIT_… and leaves its reports in a folder.
set -uo pipefail

fail() {
  echo "::error::$1"
  exit 2
}

case ${KIT_WHAT:-} in
  vectors | worker | host) ;;
  *) fail "what: \"${KIT_WHAT:-}\" is none of vectors, worker and host" ;;
esac
[ -n "${KIT_COMMAND:-}" ] || fail "command: say how the implementation is started"

jar=${KIT_JAR:-}
if [ -z "$jar" ]; then
  jar=${RUNNER_TEMP:-/tmp}/intarsia-conformance-$KIT_VERSION-kit.jar
  from=https://repo1.maven.org/maven2/dev/intarsia/intarsia-conformance/$KIT_VERSION/intarsia-conformance-$KIT_VERSION-kit.jar
  [ -f "$jar" ] || curl -fsSL --retry 3 -o "$jar" "$from" || fail "the kit could not be taken from $from"
fi
[ -f "$jar" ] || fail "kit: there is no file $jar"

reports=${KIT_REPORTS:-conformance-reports}
mkdir -p "$reports"
options=(--junit "$reports/report.xml" --tap "$reports/report.tap" --html "$reports/report.html" --badge "$reports/badge.svg")
[ -z "${KIT_EXPECTED_FAILURES:-}" ] || options+=(--expected-failures "$KIT_EXPECTED_FAILURES")
read -r -a more <<<"${KIT_OPTIONS:-}"
options+=(${more[@]+"${more[@]}"})

if [ "$KIT_WHAT" = vectors ]; then
  subject=(--subject "$KIT_COMMAND")
else
  subject=(-- /bin/sh -c "exec $KIT_COMMAND")
fi
java -jar "$jar" "$KIT_WHAT" "${options[@]}" "${subject[@]}" | tee "$reports/report.txt"
code=${PIPESTATUS[0]}

if [ -f "$reports/report.tap" ]; then
  passed=$(grep '^ok' "$reports/report.tap" | grep -vc '# SKIP')
  failed=$(grep '^not ok' "$reports/report.tap" | grep -vc '# TODO')
  colour=brightgreen
  [ "$failed" = 0 ] && [ "$code" = 0 ] || colour=red
  printf '{"schemaVersion":1,"label":"mailbox protocol","message":"%s passed, %s failed","color":"%s"}\n' \
    "$passed" "$failed" "$colour" >"$reports/badge.json"
  [ -z "${GITHUB_OUTPUT:-}" ] || printf 'passed=%s\nfailed=%s\n' "$passed" "$failed" >>"$GITHUB_OUTPUT"
  if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    printf '### Mailbox protocol: %s\n\n%s passed, %s failed\n\n' "$KIT_WHAT" "$passed" "$failed" >>"$GITHUB_STEP_SUMMARY"
    grep -A 3 '^not ok' "$reports/report.tap" | sed 's/^/    /' >>"$GITHUB_STEP_SUMMARY"
  fi
fi
exit "$code"
