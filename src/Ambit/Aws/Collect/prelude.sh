#!/usr/bin/env bash
# Collects what Ambit reads from AWS: read-only calls, AWS CLI v2 and a shell, nothing else.
#
#   bash collect.sh [FOLDER]        fills FOLDER (default: ambit-aws)
#   then: ambit scan FOLDER
#
# A call that is refused or fails is written to FOLDER/ACCOUNT/collected.jsonl as not collected; the rest goes on.
# AMBIT_REGIONS="eu-west-1 us-east-1" narrows the regions; AMBIT_LAST_ACCESSED=0 leaves out the last-accessed reports.
set -u
export AWS_PAGER='' AWS_RETRY_MODE=adaptive AWS_MAX_ATTEMPTS=10 AWS_DEFAULT_OUTPUT=json LC_ALL=C

OUT=${1:-ambit-aws}
mkdir -p "$OUT" || exit 1
ERR=$(mktemp) || exit 1
trap 'rm -f "$ERR"' EXIT
trap 'exit 130' INT TERM
command -v aws >/dev/null || { echo 'the AWS CLI v2 (aws) is not on the PATH' >&2; exit 1; }

say() { printf '%s\n' "$*" >&2; }

# A text as a JSON string's inside.
json() { printf '%s' "$1" | tr '\000-\037' ' ' | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' | cut -c1-600; }

# A resource's name as a file name: percent-encoded, so that the name can be read back.
encode() {
  local text=$1 out='' i c
  for ((i = 0; i < ${#text}; i++)); do
    c=${text:i:1}
    case $c in [A-Za-z0-9._-]) out+=$c ;; *) out+=$(printf '%%%02X' "'$c") ;; esac
  done
  printf '%s' "$out"
}

# What became of one call: note CALL COVERS ITEM RESULT ERROR, RESULT one of ok, absent, failed.
note() {
  printf '{"ambitCollect":1,"account":"%s","region":"%s","call":"%s","covers":"%s","item":"%s","result":"%s","error":"%s","at":"%s"}\n' \
    "$ACCOUNT" "$REGION" "$1" "$2" "$(json "$3")" "$4" "$(json "${5:-}")" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >> "$OUT/$ACCOUNT/collected.jsonl"
}

# fetch FILE WORD...: one call; the file appears whole or not at all.
fetch() {
  local file=$1; shift
  mkdir -p "$(dirname "$file")"
  if aws "$@" --output json > "$file.tmp" 2> "$ERR" < /dev/null; then
    mv "$file.tmp" "$file"
  else
    rm -f "$file.tmp"
    return 1
  fi
}

# Errors that say "there is none" rather than "I may not tell".
absent() {
  grep -qE 'NoSuchBucketPolicy|NoSuchPublicAccessBlockConfiguration|NoSuchTagSet|OwnershipControlsNotFoundError|ServerSideEncryptionConfigurationNotFoundError|RepositoryPolicyNotFoundException|PolicyNotFound|NoSuchEntity|NoSuchLifecycleConfiguration|ResourceNotFoundException|AWSOrganizationsNotInUseException' "$ERR"
}

# One call of a row with its items filled in: one NAME COVERS FILE ITEM WORD...
one() {
  local name=$1 covers=$2 file=$3 item=$4; shift 4
  if fetch "$file" "$@"; then
    note "$name" "$covers" "$item" ok
  elif absent; then
    note "$name" "$covers" "$item" absent "$(tr '\n' ' ' < "$ERR")"
  else
    note "$name" "$covers" "$item" failed "$(tr '\n' ' ' < "$ERR")"
    say "  not collected: $name $item"
  fi
}

# fill ITEM1 ITEM2 WORD...: the words with their places filled, into the array WORDS.
fill() {
  local first=$1 second=$2 word; shift 2
  WORDS=()
  for word in "$@"; do
    word=${word//'{1}'/$first}
    word=${word//'{2}'/$second}
    word=${word//'{node}'/${NODE:-}}
    word=${word//'{account}'/$ACCOUNT}
    WORDS+=("$word")
  done
}

# list WORD...: the items of a list, one a line, into LISTED; false where the call failed.
list() {
  LISTED=$(aws "$@" --output text 2> "$ERR" < /dev/null) || return 1
  LISTED=$(printf '%s' "$LISTED" | tr '\t' '\n' | grep -v '^None$' | grep -v '^$')
  return 0
}

# row NAME COVERS [LIST... [::: LIST...]] ::: CALL...: a row of the table, in the folder BASE.
row() {
  local name=$1 covers=$2; shift 2
  local parts=0 word
  FIRST=() SECOND=() CALL=()
  for word in "$@"; do
    if [ "$word" = ':::' ]; then parts=$((parts + 1)); continue; fi
    case $parts in 0) FIRST+=("$word") ;; 1) SECOND+=("$word") ;; *) CALL+=("$word") ;; esac
  done
  if [ ${#FIRST[@]} -eq 0 ]; then
    fill '' '' "${CALL[@]}"
    one "$name" "$covers" "$BASE/$name${NODE:+/$NODE}.json" '' "${WORDS[@]}"
    return
  fi
  fill '' '' "${FIRST[@]}"
  if ! list "${WORDS[@]}"; then note "$name" "$covers" '' failed "$(tr '\n' ' ' < "$ERR")"; return; fi
  note "$name" "$covers" '' listed
  local outer inner item outers=$LISTED
  for outer in $outers; do
    if [ ${#SECOND[@]} -eq 0 ]; then
      fill "$outer" '' "${CALL[@]}"
      one "$name" "$covers" "$BASE/$name/$(encode "$outer").json" "$outer" "${WORDS[@]}"
      continue
    fi
    fill "$outer" '' "${SECOND[@]}"
    if ! list "${WORDS[@]}"; then note "$name" "$covers" "$outer" failed "$(tr '\n' ' ' < "$ERR")"; continue; fi
    for inner in $LISTED; do
      fill "$outer" "$inner" "${CALL[@]}"
      one "$name" "$covers" "$BASE/$name/$(encode "$outer")/$(encode "$inner").json" "$inner" "${WORDS[@]}"
    done
  done
}

credential_report() {
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
    aws iam generate-credential-report --output text > /dev/null 2> "$ERR" < /dev/null || break
    aws iam get-credential-report --output json > /dev/null 2>&1 < /dev/null && break
    sleep 5
  done
}

# The last-accessed reports are made by AWS in the background: ask for all, then fetch all.
last_accessed() {
  [ "${AMBIT_LAST_ACCESSED:-1}" = 0 ] && return
  local arn job arns='' jobs=''
  for kind in list-users:Users list-roles:Roles; do
    list iam "${kind%%:*}" --query "${kind##*:}[].Arn" || { note iam-get-service-last-accessed-details '' '' failed "$(tr '\n' ' ' < "$ERR")"; continue; }
    arns="$arns $LISTED"
  done
  for arn in $arns; do
    if job=$(aws iam generate-service-last-accessed-details --arn "$arn" --granularity ACTION_LEVEL --query JobId --output text 2> "$ERR" < /dev/null); then
      jobs="$jobs $arn=$job"
    else
      note iam-get-service-last-accessed-details '' "$arn" failed "$(tr '\n' ' ' < "$ERR")"
    fi
  done
  for job in $jobs; do
    arn=${job%=*}
    for _ in 1 2 3 4 5 6; do
      [ "$(aws iam get-service-last-accessed-details --job-id "${job##*=}" --query JobStatus --output text 2>/dev/null < /dev/null)" = IN_PROGRESS ] || break
      sleep 5
    done
    one iam-get-service-last-accessed-details '' "$BASE/iam-get-service-last-accessed-details/$(encode "$arn").json" "$arn" \
      iam get-service-last-accessed-details --job-id "${job##*=}"
  done
}

# walk NODE: the rows of a node of the organisation, then of the units beneath it.
walk() {
  local node=$1 unit units
  NODE=$node
  node_rows
  NODE=''
  list organizations list-organizational-units-for-parent --parent-id "$node" --query 'OrganizationalUnits[].Id' || return
  units=$LISTED
  for unit in $units; do walk "$unit"; done
}

organization() {
  REGION='global' BASE="$OUT/$ACCOUNT/global" NODE=''
  aws organizations describe-organization --output json > /dev/null 2> "$ERR" < /dev/null || { note organizations-describe-organization '' '' failed "$(tr '\n' ' ' < "$ERR")"; return; }
  say "organisation as seen from $ACCOUNT"
  organization_rows
  list organizations list-roots --query 'Roots[].Id' || return
  local roots=$LISTED root
  for root in $roots; do walk "$root"; done
}

# The account of the credentials in force.
account() {
  local region regions
  ACCOUNT=$(aws sts get-caller-identity --query Account --output text 2> "$ERR" < /dev/null) || { say "no credentials that work: $(tr '\n' ' ' < "$ERR")"; return 1; }
  case $ACCOUNT in *[!0-9]* | '') say "no account number: $ACCOUNT"; return 1 ;; esac
  mkdir -p "$OUT/$ACCOUNT"
  NODE=''
  REGION='global' BASE="$OUT/$ACCOUNT/global"
  say "account $ACCOUNT"
  credential_report
  global_rows
  last_accessed
  regions=${AMBIT_REGIONS:-}
  if [ -z "$regions" ]; then
    if list ec2 describe-regions --query 'Regions[].RegionName'; then regions=$LISTED; else regions=${AWS_REGION:-${AWS_DEFAULT_REGION:-us-east-1}}; note ec2-describe-regions '' '' failed "$(tr '\n' ' ' < "$ERR")"; fi
  fi
  for region in $regions; do
    say "  $region"
    REGION=$region BASE="$OUT/$ACCOUNT/$region"
    export AWS_REGION=$region AWS_DEFAULT_REGION=$region
    region_rows
  done
}

# The same in another account, by a role that can be assumed there.
account_by_role() {
  local credentials partition
  partition=$(aws sts get-caller-identity --query Arn --output text 2>/dev/null < /dev/null | cut -d: -f2)
  if ! credentials=$(aws sts assume-role --role-arn "arn:${partition:-aws}:iam::$1:role/$ROLE" --role-session-name ambit-collect \
    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text 2> "$ERR" < /dev/null); then
    mkdir -p "$OUT/$1"
    ACCOUNT=$1 REGION='global'
    note sts-assume-role '' "$ROLE" failed "$(tr '\n' ' ' < "$ERR")"
    say "not collected: account $1"
    return
  fi
  (
    unset AWS_PROFILE AWS_DEFAULT_PROFILE
    # shellcheck disable=SC2086
    set -- $credentials
    export AWS_ACCESS_KEY_ID=$1 AWS_SECRET_ACCESS_KEY=$2 AWS_SESSION_TOKEN=$3
    account
  )
}
