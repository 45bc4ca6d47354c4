FIRST_REGION=${AWS_REGION:-${AWS_DEFAULT_REGION:-}}
account || exit 1
HOME_ACCOUNT=$ACCOUNT
[ -n "$FIRST_REGION" ] && export AWS_REGION=$FIRST_REGION AWS_DEFAULT_REGION=$FIRST_REGION
organization
if [ -n "$ROLE" ]; then
  if list organizations list-accounts --query 'Accounts[?Status==`ACTIVE`].Id'; then
    for id in $LISTED; do [ "$id" = "$HOME_ACCOUNT" ] || account_by_role "$id"; done
  else
    say "the accounts of the organisation could not be listed: $(tr '\n' ' ' < "$ERR")"
  fi
fi
failed=$(cat "$OUT"/*/collected.jsonl 2>/dev/null | grep -c '"result":"failed"')
say "done: $OUT; $failed calls not collected (ambit doctor lists them)"
say 'logs: describe-trails in the folder names the buckets; copy the days you want beside it, for example'
say "  aws s3 sync s3://BUCKET/AWSLogs $OUT/AWSLogs --exclude '*' --include '*/CloudTrail/*'"
say "next: ambit scan $OUT"
