using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ambit.Aws.Plan;

/// <summary>
/// In which account the resources of a plan will be: by the provider that each names in the configuration (the role that it assumes, the
/// account that it is allowed), by ARNs that the plan shows of resources of the same provider, by the account that the provider's
/// <c>aws_caller_identity</c> told; of a change set by the ARN of its stack.
/// </summary>
internal sealed partial class PlanAccounts
{
    private const int Deepest = 20;
    private readonly Dictionary<string, string> _providerOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _accountsOf = new(StringComparer.Ordinal);
    private readonly string? _only;

    /// <summary>Reads a plan.</summary>
    public PlanAccounts(JsonElement plan, IReadOnlyList<PlannedResource> resources)
    {
        if (PlannedResource.TextOf(plan, "StackId") is { } stack)
            _only = AccountIn(stack);
        if (plan.TryGetProperty("configuration", out var configuration))
        {
            Providers(configuration);
            if (configuration.TryGetProperty("root_module", out var root))
                Keys(root, "", 0);
        }

        foreach (var resource in resources)
            Seen(resource.Address, resource.Before);
        if (plan.TryGetProperty("prior_state", out var state) && state.TryGetProperty("values", out var values) && values.TryGetProperty("root_module", out var module))
            Callers(module, 0);
    }

    /// <summary>The account of a resource, null where the plan does not tell.</summary>
    public string? Of(string address)
    {
        if (_only is not null)
            return _only;
        var key = _providerOf.GetValueOrDefault(PlanConfiguration.Plain(address)) ?? "aws";
        return _accountsOf.GetValueOrDefault(key) is { Count: 1 } one ? one.First() : null;
    }

    private void Providers(JsonElement configuration)
    {
        if (!configuration.TryGetProperty("provider_config", out var providers) || providers.ValueKind is not JsonValueKind.Object)
            return;
        foreach (var provider in providers.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.Object && p.Value.TryGetProperty("expressions", out _)))
        {
            var expressions = provider.Value.GetProperty("expressions");
            if (expressions.TryGetProperty("assume_role", out var roles))
            {
                // Of a chain of roles the last is the one that acts.
                var last = roles.ValueKind is JsonValueKind.Array ? roles.EnumerateArray().LastOrDefault() : roles;
                if (Constant(last, "role_arn") is { } role && AccountIn(role) is { } account)
                {
                    Add(provider.Name, account);
                    continue;
                }
            }

            if (expressions.TryGetProperty("allowed_account_ids", out var allowed) && allowed.TryGetProperty("constant_value", out var ids) && ids.ValueKind is JsonValueKind.Array && ids.GetArrayLength() == 1)
                Add(provider.Name, ids[0].ToString());
        }
    }

    private void Keys(JsonElement module, string prefix, int depth)
    {
        if (depth > Deepest || module.ValueKind is not JsonValueKind.Object)
            return;
        foreach (var resource in Items(module, "resources"))
        {
            if (PlannedResource.TextOf(resource, "address") is { } address && PlannedResource.TextOf(resource, "provider_config_key") is { } key)
                _providerOf[prefix + PlanConfiguration.Plain(address)] = key;
        }

        if (!module.TryGetProperty("module_calls", out var calls) || calls.ValueKind is not JsonValueKind.Object)
            return;
        foreach (var call in calls.EnumerateObject().Where(c => c.Value.ValueKind is JsonValueKind.Object && c.Value.TryGetProperty("module", out _)))
            Keys(call.Value.GetProperty("module"), $"{prefix}module.{call.Name}.", depth + 1);
    }

    /// <summary>What <c>data.aws_caller_identity</c> told when the plan was made.</summary>
    private void Callers(JsonElement module, int depth)
    {
        if (depth > Deepest)
            return;
        foreach (var resource in Items(module, "resources"))
        {
            if (PlannedResource.TextOf(resource, "type") == "aws_caller_identity" && PlannedResource.TextOf(resource, "address") is { } address
                && resource.TryGetProperty("values", out var values) && PlannedResource.TextOf(values, "account_id") is { } account)
                Add(_providerOf.GetValueOrDefault(PlanConfiguration.Plain(address)) ?? "aws", account);
        }

        foreach (var child in Items(module, "child_modules"))
            Callers(child, depth + 1);
    }

    private void Seen(string address, JsonElement before)
    {
        if (PlannedResource.TextOf(before, "arn") is { } arn && AccountIn(arn) is { } account)
            Add(_providerOf.GetValueOrDefault(PlanConfiguration.Plain(address)) ?? "aws", account);
    }

    private void Add(string provider, string account)
    {
        if (!_accountsOf.TryGetValue(provider, out var accounts))
            _accountsOf.Add(provider, accounts = new HashSet<string>(StringComparer.Ordinal));
        accounts.Add(account);
    }

    private static string? Constant(JsonElement block, string name) =>
        block.ValueKind is JsonValueKind.Object && block.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Object && value.TryGetProperty("constant_value", out var constant) ? constant.ToString() : null;

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string? AccountIn(string arn) => arn.Split(':', 6) is { Length: 6 } fields && AccountId().IsMatch(fields[4]) ? fields[4] : null;

    [GeneratedRegex("^[0-9]{12}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AccountId();
}
