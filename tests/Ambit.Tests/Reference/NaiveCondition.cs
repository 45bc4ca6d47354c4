using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ambit.Tests.Reference;

/// <summary>One line of a Condition block, decided by reading it aloud.</summary>
internal sealed class NaiveCondition(JsonElement request, NaiveCaller caller, (string Operator, string Key, List<string> Values) line, string effect, bool variables)
{
    private static readonly string[] Several = ["aws:tagkeys", "aws:calledvia", "aws:principalorgpaths"];

    public bool Holds()
    {
        var name = line.Operator;
        var set = "";
        if (name.StartsWith("ForAllValues:", StringComparison.Ordinal) || name.StartsWith("ForAnyValue:", StringComparison.Ordinal))
        {
            set = name[..name.IndexOf(':')];
            name = name[(name.IndexOf(':') + 1)..];
        }
        var ifExists = name.EndsWith("IfExists", StringComparison.Ordinal);
        if (ifExists)
            name = name[..^"IfExists".Length];
        var given = Given(request, caller, line.Key);
        if (name == "Null")
            return line.Values.Exists(v => v.Equals("true", StringComparison.OrdinalIgnoreCase)) == (given is null);
        if (given is null)
            return ifExists || set == "ForAllValues" || (set != "ForAnyValue" && name.Contains("Not", StringComparison.Ordinal));
        if (set.Length == 0)
            return !Several.Contains(line.Key.ToLowerInvariant()) && given.Count == 1 && One(name, given[0]);
        return set == "ForAllValues" ? given.TrueForAll(g => One(name, g)) : given.Exists(g => One(name, g));
    }

    /// <summary>The values of a key, null where the request has none; what the context says wins.</summary>
    public static List<string>? Given(JsonElement request, NaiveCaller caller, string key)
    {
        foreach (var property in request.GetProperty("context").EnumerateObject())
        {
            if (!property.Name.Equals(key, StringComparison.OrdinalIgnoreCase))
                continue;
            if (property.Value.ValueKind is not JsonValueKind.Array)
                return [property.Value.GetString()!];
            return property.Value.GetArrayLength() == 0 ? null : [.. property.Value.EnumerateArray().Select(v => v.GetString()!)];
        }
        if (key.Equals("aws:ResourceAccount", StringComparison.OrdinalIgnoreCase))
            return [request.GetProperty("resource").GetProperty("accountId").GetString()!];
        return caller.Derived(key) is { } derived ? [derived] : null;
    }

    /// <summary>A glob as a regular expression.</summary>
    public static string Literal(string glob) => string.Concat(glob.Select(c => c switch { '*' => "[\\s\\S]*", '?' => "[\\s\\S]", _ => Escape(c.ToString()) }));

    /// <summary>A glob with variables as a regular expression; null where a key is missing, or holds several values.</summary>
    public static string? Expand(string text, JsonElement request, NaiveCaller caller)
    {
        var pattern = new StringBuilder();
        var at = 0;
        foreach (Match variable in Regex.Matches(text, @"\$\{([^}]*)\}"))
        {
            pattern.Append(Literal(text[at..variable.Index]));
            at = variable.Index + variable.Length;
            var inner = variable.Groups[1].Value;
            if (inner is "*" or "?" or "$")
            {
                pattern.Append(Escape(inner));
                continue;
            }
            var parts = inner.Split(',', 2);
            var key = parts[0].Trim();
            var given = Several.Contains(key.ToLowerInvariant()) ? [] : Given(request, caller, key) ?? (parts.Length == 2 ? [parts[1].Trim().Trim('\'')] : []);
            if (given.Count != 1)
                return null;
            pattern.Append(Escape(given[0]));
        }
        return pattern.Append(Literal(text[at..])).ToString();
    }

    private bool One(string name, string given)
    {
        var negated = name.Contains("Not", StringComparison.Ordinal);
        var plain = name.Replace("Not", "", StringComparison.Ordinal);
        if (plain == "IpAddress" && Address(given) is null)
            return false;
        if (plain is "ArnLike" or "ArnEquals")
        {
            if (given.Split(':', 6) is not ["arn", _, _, _, _, _])
                return false;
            foreach (var wanted in line.Values)
            {
                if ((variables ? NaiveAws.Split(wanted) : wanted.Split(':', 6)) is not ["arn", _, _, _, _, _])
                    return effect == "Deny";
                if (ArnMatches(wanted, given))
                    return !negated;
            }
            return negated;
        }
        return line.Values.Exists(wanted => Compare(plain, wanted, given)) != negated;
    }

    private bool Compare(string op, string wanted, string given)
    {
        if (op is "StringLike")
            return (variables ? Expand(wanted, request, caller) : Literal(wanted)) is { } glob && Regex.IsMatch(given, $"\\A{glob}\\z", RegexOptions.CultureInvariant);
        if (op is "StringEquals" or "StringEqualsIgnoreCase")
        {
            // The characters of the value itself are no wildcards here.
            var marked = wanted.Replace("*", "\u0001", StringComparison.Ordinal).Replace("?", "\u0002", StringComparison.Ordinal);
            var text = variables ? Expand(marked.Replace("${\u0001}", "${*}", StringComparison.Ordinal).Replace("${\u0002}", "${?}", StringComparison.Ordinal), request, caller) : Literal(marked);
            text = text?.Replace("\\x01", "\\*", StringComparison.Ordinal).Replace("\u0001", "\\*", StringComparison.Ordinal).Replace("\u0002", "\\?", StringComparison.Ordinal);
            return text is not null && Regex.IsMatch(given, $"\\A{text}\\z", RegexOptions.CultureInvariant | (op.EndsWith("Case", StringComparison.Ordinal) ? RegexOptions.IgnoreCase : RegexOptions.None));
        }
        if (op == "Bool")
            return wanted.Equals("true", StringComparison.OrdinalIgnoreCase) == given.Equals("true", StringComparison.OrdinalIgnoreCase);
        if (op == "BinaryEquals")
            return wanted == given;
        if (op == "IpAddress")
            return Inside(wanted, given);
        return op.StartsWith("Numeric", StringComparison.Ordinal) ? Order(op["Numeric".Length..], Number(given), Number(wanted)) : Order(op["Date".Length..], Moment(given), Moment(wanted));
    }

    private bool ArnMatches(string wanted, string given)
    {
        var parts = variables ? NaiveAws.Split(wanted) : wanted.Split(':', 6);
        return parts.Zip(given.Split(':', 6)).All(p => (variables ? Expand(p.First, request, caller) : Literal(p.First)) is { } glob && Regex.IsMatch(p.Second, $"\\A{glob}\\z"));
    }

    private static bool Order(string op, decimal? given, decimal? wanted) => given is not null && wanted is not null && op switch
    {
        "Equals" => given == wanted,
        "LessThan" => given < wanted,
        "LessThanEquals" => given <= wanted,
        "GreaterThan" => given > wanted,
        _ => given >= wanted,
    };

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal? Moment(string text)
    {
        var digits = text.StartsWith('+') ? text[1..] : text;
        if (digits.Length > 0 && digits.All(char.IsAsciiDigit))
            return decimal.Parse(digits, CultureInfo.InvariantCulture) * 1000;
        return text.Contains('-') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUnixTimeMilliseconds() : null;
    }

    private static bool Inside(string network, string address)
    {
        var parts = network.Split('/');
        if (Address(parts[0]) is not { } net || Address(address) is not { } ip || net.AddressFamily != ip.AddressFamily)
            return false;
        var (a, b) = (net.GetAddressBytes(), ip.GetAddressBytes());
        var length = parts.Length == 1 ? a.Length * 8 : int.Parse(parts[1], CultureInfo.InvariantCulture);
        var same = Enumerable.Range(0, length).All(i => Bit(a, i) == Bit(b, i));
        return same && (net.AddressFamily is AddressFamily.InterNetwork || Enumerable.Range(length, (a.Length * 8) - length).All(i => !Bit(a, i)));
    }

    /// <summary>"A bare integer and fewer than four parts are no addresses."</summary>
    private static IPAddress? Address(string text) =>
        (text.Contains(':', StringComparison.Ordinal) || text.Count(c => c == '.') == 3) && IPAddress.TryParse(text, out var address) ? address : null;

    private static bool Bit(byte[] bytes, int index) => (bytes[index / 8] >> (7 - (index % 8)) & 1) == 1;

    private static string Escape(string text) => Regex.Escape(text).Replace("]", "\\]", StringComparison.Ordinal).Replace("}", "\\}", StringComparison.Ordinal);
}
