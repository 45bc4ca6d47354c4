using System.Text;

namespace Ambit.Aws.Plan;

/// <summary>Addresses of a Terraform plan: modules and resources, with keys of <c>count</c> and <c>for_each</c> that may hold any text.</summary>
internal static class Address
{
    /// <summary>The address of the module that a resource lies in, with its keys; empty or ending in a dot.</summary>
    public static string ModuleOf(string address)
    {
        var end = 0;
        while (address.AsSpan(end).StartsWith("module.", StringComparison.Ordinal))
        {
            var next = After(address, end + "module.".Length);
            if (next >= address.Length || address[next] != '.')
                break;
            end = next + 1;
        }

        return address[..end];
    }

    /// <summary>The address without keys.</summary>
    public static string Plain(string address)
    {
        var plain = new StringBuilder(address.Length);
        for (var i = 0; i < address.Length; i++)
        {
            if (address[i] == '[')
                i = Close(address, i);
            else
                plain.Append(address[i]);
        }

        return plain.ToString();
    }

    /// <summary>The key at the end of an address, with its brackets; empty where there is none.</summary>
    public static string KeyOf(string address)
    {
        var resource = address[ModuleOf(address).Length..];
        return resource.IndexOf('[') is >= 0 and var open ? resource[open..] : "";
    }

    /// <summary>The module above, and the name by which it calls this one; null at the root.</summary>
    public static (string Module, string Call)? Above(string module)
    {
        if (module.Length == 0)
            return null;
        var above = ModuleOf(module[..^1]);
        return (above, Plain(module[(above.Length + "module.".Length)..^1]));
    }

    /// <summary>The instance of a module call that an address lies in, ending in a dot; null where it lies elsewhere.</summary>
    public static string? Instance(string address, string module, string call)
    {
        var stem = $"{module}module.{call}";
        if (!address.StartsWith(stem, StringComparison.Ordinal) || address.Length <= stem.Length || address[stem.Length] is not ('.' or '['))
            return null;
        var end = address[stem.Length] == '[' ? Close(address, stem.Length) + 1 : stem.Length;
        return end < address.Length && address[end] == '.' ? address[..(end + 1)] : null;
    }

    private static int After(string address, int from)
    {
        var i = from;
        while (i < address.Length && address[i] is not ('.' or '['))
            i++;
        return i < address.Length && address[i] == '[' ? Close(address, i) + 1 : i;
    }

    /// <summary>The place of the bracket that closes the one at a place; a key is a number or a quoted text.</summary>
    private static int Close(string address, int open)
    {
        var quoted = false;
        for (var i = open + 1; i < address.Length; i++)
        {
            if (quoted && address[i] == '\\')
                i++;
            else if (address[i] == '"')
                quoted = !quoted;
            else if (address[i] == ']' && !quoted)
                return i;
        }

        return address.Length - 1;
    }
}
