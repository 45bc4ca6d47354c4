using System.Text.Json;

namespace Ambit.Tests.Reference;

/// <summary>Who calls, read from the request's principal.</summary>
internal sealed class NaiveCaller
{
    private readonly string _arn = "";
    private readonly string _service = "";

    public NaiveCaller(JsonElement principal)
    {
        if (principal.TryGetProperty("service", out var service))
        {
            Service = true;
            _service = service.GetString()!;
        }
        else if (principal.TryGetProperty("arn", out var arn))
        {
            _arn = arn.GetString()!;
            Account = _arn.Split(':')[4];
        }
        else
        {
            Anonymous = true;
        }
    }

    public bool Service { get; }

    public bool Anonymous { get; }

    public string Account { get; } = "";

    public bool Root => _arn.EndsWith(":root", StringComparison.Ordinal);

    public bool Session => _arn.Contains(":assumed-role/", StringComparison.Ordinal);

    public bool IsRole => Session || _arn.Contains(":role/", StringComparison.Ordinal);

    /// <summary>Whether the caller has a name of his own beside account and role.</summary>
    public bool NeedsSelf => !_arn.Contains(":role/", StringComparison.Ordinal);

    private string RoleName => Session ? _arn.Split('/')[1] : _arn[(_arn.LastIndexOf('/') + 1)..];

    public string Strength(string kind, string name)
    {
        if (kind == "*" || (kind == "AWS" && name == "*"))
            return "self";
        if (kind == "Service")
            return Service && name == _service ? "self" : "";
        if (kind != "AWS" || Service || Anonymous)
            return "";
        if (name == Account || name == $"arn:aws:iam::{Account}:root")
            return Root ? "self" : "account";
        if (name == _arn)
            return IsRole && !Session ? "role" : "self";
        if (Session && name.StartsWith($"arn:aws:iam::{Account}:role/", StringComparison.Ordinal) && name[(name.LastIndexOf('/') + 1)..] == RoleName)
            return "role";
        return "";
    }

    /// <summary>The keys that follow from the principal.</summary>
    public string? Derived(string key) => key.ToLowerInvariant() switch
    {
        "aws:principalarn" when _arn.Length > 0 => Session ? $"arn:aws:iam::{Account}:role/{RoleName}" : _arn,
        "aws:principalaccount" when _arn.Length > 0 => Account,
        "aws:username" when _arn.Contains(":user/", StringComparison.Ordinal) => _arn[(_arn.LastIndexOf('/') + 1)..],
        "aws:userid" when Root => Account,
        "aws:principaltype" => Anonymous ? "Anonymous" : Service ? "Service" : Root ? "Account" : IsRole ? "AssumedRole" : "User",
        "aws:principalisawsservice" when !Anonymous => Service ? "true" : "false",
        "aws:principalservicename" when Service => _service,
        _ => null,
    };
}
