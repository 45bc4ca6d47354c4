#!/usr/bin/env bash
# Collects what Ambit reads from Azure and Entra: read-only calls of az and a shell, nothing else. One tenant, all subscriptions.
#
#   az login                        as an identity that may read (Reader at the root group, Global Reader)
#   bash collect.sh [FOLDER]        fills FOLDER (default: ambit-azure)
#   then: ambit scan FOLDER
#
# Read-only: every call is a GET; what posts is a JSON batch of GETs.
# A call that is refused or fails is written to FOLDER/collected.jsonl as not collected; the rest goes on.
# AMBIT_LOGS=0 leaves the logs of the last 90 days out; AMBIT_MEMBERS=0 leaves out who is in each group.
set -u
export AZURE_CORE_OUTPUT=json AZURE_CORE_ONLY_SHOW_ERRORS=true AZURE_CORE_NO_COLOR=true LC_ALL=C

OUT=${1:-ambit-azure}
GRAPH=${AMBIT_GRAPH:-https://graph.microsoft.com}
ARM=${AMBIT_ARM:-https://management.azure.com}
mkdir -p "$OUT" || exit 1
ERR=$(mktemp) || exit 1
trap 'rm -f "$ERR"' EXIT
trap 'exit 130' INT TERM
command -v az >/dev/null || { echo 'the Azure CLI (az) is not on the PATH' >&2; exit 1; }

say() { printf '%s\n' "$*" >&2; }

# A text as a JSON string's inside.
json() { printf '%s' "$1" | tr '\000-\037' ' ' | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' | cut -c1-600; }

# What became of one call: note CALL RESULT ERROR, RESULT one of ok, failed.
note() {
  printf '{"ambitCollectAzure":1,"tenant":"%s","call":"%s","result":"%s","error":"%s","at":"%s"}\n' \
    "${TENANT:-}" "$(json "$1")" "$2" "$(json "${3:-}")" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >> "$OUT/collected.jsonl"
}

# fetch FILE WORD...: one call of az; the file appears whole or not at all.
fetch() {
  local file=$1; shift
  mkdir -p "$(dirname "$OUT/$file")"
  if az "$@" > "$OUT/$file.tmp" 2> "$ERR" < /dev/null; then
    mv "$OUT/$file.tmp" "$OUT/$file"
    note "az $*" ok
  else
    rm -f "$OUT/$file.tmp"
    # what is asked for once more, one by one, is not missing yet
    [ -n "${AGAIN:-}" ] && return 1
    note "az $*" failed "$(tr '\n' ' ' < "$ERR")"
    say "  not collected: az $*"
    return 1
  fi
}

# pages FILE URL: every page of a list, each in a file of its own (FILE.1.json, FILE.2.json ...).
pages() {
  local file=$1 url=$2 n=1 next
  while [ -n "$url" ] && [ $n -le 10000 ]; do
    fetch "$file.$n.json" rest --method get --url "$url" --headers ConsistencyLevel=eventual || return 1
    next=$(sed -n 's/^ *"@odata.nextLink": *"\(.*\)",\{0,1\}$/\1/p; s/^ *"nextLink": *"\(.*\)",\{0,1\}$/\1/p' "$OUT/$file.$n.json" | head -n 1)
    # the page is not the end, but the list is: the link is of no use once followed
    [ -n "$next" ] && sed -i.bak -e '/^ *"@odata.nextLink":/d' -e '/^ *"nextLink":/d' "$OUT/$file.$n.json" && rm -f "$OUT/$file.$n.json.bak"
    url=$next
    n=$((n + 1))
  done
}

# each FILE FOLDER LIST VERSION BEFORE AFTER ID...: one list of each of many objects, its address being BEFORE, the id and AFTER: twenty of
# them a call, by a JSON batch of GETs. Where an answer is refused or goes on, the lists of that batch are asked for one by one.
each() {
  local file=$1 folder=$2 list=$3 version=$4 before=$5 after=$6 n=1 body id some
  shift 6
  while [ $# -gt 0 ]; do
    body= some=
    while [ $# -gt 0 ] && [ "$(printf '%s' "$some" | wc -w)" -lt 20 ]; do
      some="$some $1"
      body="$body${body:+,}{\"id\":\"$1\",\"method\":\"GET\",\"url\":\"$before$1$after\"}"
      shift
    done
    if ! AGAIN=1 fetch "$file.$n.json" rest --method post --url "$GRAPH/$version/\$batch" --headers Content-Type=application/json --body "{\"requests\":[$body]}" \
      || grep -qE '"@odata.nextLink":|"status": ([13-9]|20[1-9])' "$OUT/$file.$n.json"; then
      rm -f "$OUT/$file.$n.json"
      for id in $some; do pages "$folder/$id/$list" "$GRAPH/$version$before$id$after"; done
    fi
    n=$((n + 1))
  done
}

# ids FILE...: the ids of the rows of pages.
ids() { cat "$@" 2>/dev/null | sed -n 's/^      "id": *"\([0-9a-fA-F-]\{36\}\)",\{0,1\}$/\1/p'; }

TENANT=$(az account show --query tenantId --output tsv 2> "$ERR") || { say "az is not signed in: $(head -n 1 "$ERR")"; exit 1; }
say "tenant $TENANT"

say 'subscriptions and management groups'
fetch azure/account-list.json account list --all
pages azure/management-groups "$ARM/providers/Microsoft.Management/managementGroups?api-version=2020-05-01"
fetch azure/management-group-tree.json account management-group show --name "$TENANT" --expand --recurse
fetch azure/root/role-assignment-list.json role assignment list --scope /
fetch azure/provider-operation-list.json provider operation list
# what is assigned or to be activated on management groups
for M in $(sed -n 's/^ *"id": *"\/providers\/Microsoft.Management\/managementGroups\/\([^"/]*\)",\{0,1\}$/\1/p' "$OUT"/azure/management-groups.*.json 2>/dev/null); do
  fetch "azure/managementGroups/$M/role-assignment-list.json" role assignment list --scope "/providers/Microsoft.Management/managementGroups/$M"
  for kind in roleEligibilityScheduleInstances:2020-10-01 roleAssignmentScheduleInstances:2020-10-01 roleManagementPolicyAssignments:2020-10-01; do
    pages "azure/managementGroups/$M/${kind%%:*}" "$ARM/providers/Microsoft.Management/managementGroups/$M/providers/Microsoft.Authorization/${kind%%:*}?api-version=${kind##*:}"
  done
done

SUBSCRIPTIONS=$(az account list --query "[?tenantId=='$TENANT' && state=='Enabled'].id" --output tsv 2>/dev/null)
for S in $SUBSCRIPTIONS; do
  say "subscription $S"
  fetch "azure/$S/role-assignment-list.json" role assignment list --all --include-inherited --subscription "$S"
  fetch "azure/$S/role-definition-list.json" role definition list --subscription "$S"
  for kind in denyAssignments:2022-04-01 roleEligibilityScheduleInstances:2020-10-01 roleAssignmentScheduleInstances:2020-10-01 roleManagementPolicyAssignments:2020-10-01 classicAdministrators:2015-07-01; do
    pages "azure/$S/${kind%%:*}" "$ARM/subscriptions/$S/providers/Microsoft.Authorization/${kind%%:*}?api-version=${kind##*:}"
  done
  pages "azure/$S/registrationAssignments" "$ARM/subscriptions/$S/providers/Microsoft.ManagedServices/registrationAssignments?api-version=2022-10-01&%24expandRegistrationDefinition=true"
  pages "azure/$S/policyDefinitions" "$ARM/subscriptions/$S/providers/Microsoft.Authorization/policyDefinitions?api-version=2023-04-01&%24filter=policyType%20eq%20%27Custom%27"
  pages "azure/$S/policyAssignments" "$ARM/subscriptions/$S/providers/Microsoft.Authorization/policyAssignments?api-version=2023-04-01"
  pages "azure/$S/locks" "$ARM/subscriptions/$S/providers/Microsoft.Authorization/locks?api-version=2020-05-01"
  fetch "azure/$S/group-list.json" group list --subscription "$S"
  fetch "azure/$S/resource-list.json" resource list --subscription "$S"
  fetch "azure/$S/identity-list.json" identity list --subscription "$S"
  fetch "azure/$S/vm-list.json" vm list --subscription "$S"
  fetch "azure/$S/storage-account-list.json" storage account list --subscription "$S"
  fetch "azure/$S/cosmosdb-list.json" cosmosdb list --subscription "$S"
  fetch "azure/$S/aks-list.json" aks list --subscription "$S"
  fetch "azure/$S/acr-list.json" acr list --subscription "$S"
  pages "azure/$S/vaults" "$ARM/subscriptions/$S/providers/Microsoft.KeyVault/vaults?api-version=2022-07-01"
  az identity list --subscription "$S" --query '[].[resourceGroup,name]' --output tsv 2>/dev/null | while IFS="$(printf '\t')" read -r G N; do
    fetch "azure/$S/federated/$G/$N.json" identity federated-credential list --subscription "$S" --resource-group "$G" --identity-name "$N"
  done
  if [ "${AMBIT_LOGS:-1}" != 0 ]; then
    fetch "azure/$S/activity-log.json" monitor activity-log list --subscription "$S" --offset 90d --max-events 100000
  fi
done

say 'directory'
pages entra/organization "$GRAPH/v1.0/organization"
pages entra/users "$GRAPH/v1.0/users?%24top=999&%24select=id,userPrincipalName,displayName,mail,accountEnabled,userType,onPremisesSyncEnabled,onPremisesImmutableId,externalUserState,createdDateTime,department,jobTitle"
pages entra/groups "$GRAPH/v1.0/groups?%24top=999&%24select=id,displayName,securityEnabled,mailEnabled,groupTypes,isAssignableToRole,membershipRule,membershipRuleProcessingState,onPremisesSyncEnabled,createdDateTime"
pages entra/servicePrincipals "$GRAPH/v1.0/servicePrincipals?%24top=999"
pages entra/applications "$GRAPH/v1.0/applications?%24top=999"
pages entra/roleDefinitions "$GRAPH/v1.0/roleManagement/directory/roleDefinitions"
pages entra/roleAssignments "$GRAPH/v1.0/roleManagement/directory/roleAssignments"
pages entra/roleAssignmentScheduleInstances "$GRAPH/v1.0/roleManagement/directory/roleAssignmentScheduleInstances"
pages entra/roleEligibilityScheduleInstances "$GRAPH/v1.0/roleManagement/directory/roleEligibilityScheduleInstances"
pages entra/roleManagementPolicyAssignments "$GRAPH/v1.0/policies/roleManagementPolicyAssignments?%24filter=scopeId%20eq%20%27/%27%20and%20scopeType%20eq%20%27DirectoryRole%27&%24expand=policy(%24expand=rules)"
pages entra/administrativeUnits "$GRAPH/v1.0/directory/administrativeUnits"
pages entra/devices "$GRAPH/v1.0/devices?%24expand=registeredOwners(%24select=id)&%24select=id,displayName,deviceId,operatingSystem,isManaged"
pages entra/accessPackages "$GRAPH/v1.0/identityGovernance/entitlementManagement/accessPackages?%24expand=resourceRoleScopes(%24expand=role,scope),assignmentPolicies"
pages entra/oauth2PermissionGrants "$GRAPH/v1.0/oauth2PermissionGrants?%24top=999"
pages entra/conditionalAccessPolicies "$GRAPH/v1.0/identity/conditionalAccess/policies"
pages entra/authorizationPolicy "$GRAPH/v1.0/policies/authorizationPolicy"
pages entra/authenticationMethodsPolicy "$GRAPH/v1.0/policies/authenticationMethodsPolicy"

# permissions on Microsoft Graph and on Exchange
for R in 00000003-0000-0000-c000-000000000000 00000002-0000-0ff1-ce00-000000000000; do
  SP=$(az rest --method get --url "$GRAPH/v1.0/servicePrincipals(appId='$R')" --query id --output tsv 2>/dev/null)
  [ -n "$SP" ] && pages "entra/appRoleAssignedTo/$SP" "$GRAPH/v1.0/servicePrincipals/$SP/appRoleAssignedTo?%24top=999"
done

# agents: Graph lists them apart
pages entra/agentIdentityBlueprints "$GRAPH/beta/applications/microsoft.graph.agentIdentityBlueprint"
pages entra/agentIdentityBlueprintPrincipals "$GRAPH/beta/servicePrincipals/microsoft.graph.agentIdentityBlueprintPrincipal"
pages entra/agentIdentities "$GRAPH/beta/servicePrincipals/microsoft.graph.agentIdentity"
pages entra/agentUsers "$GRAPH/beta/users/microsoft.graph.agentUser"
for B in $(ids "$OUT"/entra/agentIdentityBlueprints.*.json); do
  pages "entra/applications/$B/inheritablePermissions" "$GRAPH/beta/applications/$B/microsoft.graph.agentIdentityBlueprint/inheritablePermissions"
  pages "entra/applications/$B/sponsors" "$GRAPH/beta/applications/$B/microsoft.graph.agentIdentityBlueprint/sponsors?%24select=id"
done
for I in $(ids "$OUT"/entra/agentIdentities.*.json); do
  pages "entra/servicePrincipals/$I/sponsors" "$GRAPH/beta/servicePrincipals/$I/microsoft.graph.agentIdentity/sponsors?%24select=id"
done
for U in $(ids "$OUT"/entra/administrativeUnits.*.json); do
  pages "entra/administrativeUnits/$U/members" "$GRAPH/v1.0/directory/administrativeUnits/$U/members?%24select=id"
done
APPLICATIONS=$(ids "$OUT"/entra/applications.*.json)
each entra/applications-owners entra/applications owners v1.0 /applications/ '/owners?$select=id' $APPLICATIONS
each entra/applications-federatedIdentityCredentials entra/applications federatedIdentityCredentials v1.0 /applications/ /federatedIdentityCredentials $APPLICATIONS
if [ "${AMBIT_MEMBERS:-1}" != 0 ]; then
  ALL_GROUPS=$(ids "$OUT"/entra/groups.*.json)
  each entra/groups-members entra/groups members beta /groups/ '/members?$select=id&$top=999' $ALL_GROUPS
  each entra/groups-owners entra/groups owners v1.0 /groups/ '/owners?$select=id' $ALL_GROUPS
  each entra/groups-eligibilityScheduleInstances entra/groups eligibilityScheduleInstances v1.0 '/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances?$filter=groupId%20eq%20%27' %27 $ALL_GROUPS
  each entra/groups-roleManagementPolicyAssignments entra/groups roleManagementPolicyAssignments v1.0 '/policies/roleManagementPolicyAssignments?$filter=scopeId%20eq%20%27' '%27%20and%20scopeType%20eq%20%27Group%27&$expand=policy($expand=rules)' $ALL_GROUPS
fi
each entra/servicePrincipals-owners entra/servicePrincipals owners v1.0 /servicePrincipals/ '/owners?$select=id' $(ids "$OUT"/entra/servicePrincipals.*.json)
if [ "${AMBIT_LOGS:-1}" != 0 ]; then
  pages entra/directoryAudits "$GRAPH/v1.0/auditLogs/directoryAudits?%24top=999"
  # v1.0 lists interactive sign-ins of users alone
  for kind in interactiveUser nonInteractiveUser servicePrincipal managedIdentity; do
    pages "entra/signIns-$kind" "$GRAPH/beta/auditLogs/signIns?%24top=999&%24filter=signInEventTypes/any(t:t%20eq%20%27$kind%27)"
  done
fi
say "done: ambit scan $OUT"
