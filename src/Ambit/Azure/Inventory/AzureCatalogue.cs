using System.Collections.Frozen;

namespace Ambit.Azure.Inventory;

/// <summary>
/// Facts that are the same in all tenants and that exports may leave out: built-in roles of Azure and Entra by id, and which
/// actions are of the data plane. From <c>catalog/azure</c>, with origin and date in the files; an export always wins.
/// </summary>
internal static class AzureCatalogue
{
    private static readonly Lazy<FrozenDictionary<string, AzureRoleDefinition>> Azure = new(ReadAzure);
    private static readonly Lazy<FrozenDictionary<string, DirectoryRole>> Entra = new(ReadEntra);
    private static readonly Lazy<FrozenSet<string>> Custom = new(() => Lines("entra-custom-role-actions.txt").ToFrozenSet(StringComparer.OrdinalIgnoreCase));
    private static readonly Lazy<(ActionPattern Pattern, string Plane)[]> Planes = new(ReadPlanes);

    /// <summary>Built-in Azure roles by GUID.</summary>
    public static FrozenDictionary<string, AzureRoleDefinition> AzureRoles => Azure.Value;

    /// <summary>Built-in Entra roles by template id.</summary>
    public static FrozenDictionary<string, DirectoryRole> DirectoryRoles => Entra.Value;

    /// <summary>Actions that a custom role of Entra may hold.</summary>
    public static FrozenSet<string> CustomRoleActions => Custom.Value;

    /// <summary><c>data</c>, <c>control</c> or <c>both</c> for an action; <c>control</c> where no pattern says otherwise.</summary>
    public static string PlaneOf(string action)
    {
        var plane = "control";
        foreach (var (pattern, said) in Planes.Value)
        {
            if (pattern.Matches(action))
            {
                plane = said;
                if (said != "data")
                    return said;
            }
        }

        return plane;
    }

    /// <summary>Operations that roles and tables of the catalogue spell out, of one plane.</summary>
    public static IEnumerable<string> Operations(bool data) =>
        AzureRoles.Values.SelectMany(r => r.Permissions).SelectMany(p => (data ? p.DataActions : p.Actions).Concat(data ? p.NotDataActions : p.NotActions)).Select(p => p.Text)
            .Concat(Planes.Value.Where(p => p.Plane != "control" && (data || p.Plane == "both")).Select(p => p.Pattern.Text))
            .Where(t => !t.Contains('*')).Distinct(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(Embedded.Open("catalog/azure/" + file));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line;
        }
    }

    private static FrozenDictionary<string, AzureRoleDefinition> ReadAzure()
    {
        var found = new Dictionary<string, AzureRoleDefinition>(StringComparer.Ordinal);
        string? guid = null, name = null;
        var lists = new Dictionary<string, List<ActionPattern>>(StringComparer.Ordinal);
        List<ActionPattern> List(string which) => lists.TryGetValue(which, out var l) ? l : lists[which] = [];
        void Close()
        {
            if (guid is not null)
                found[guid] = new AzureRoleDefinition(guid, name!, Custom: false, ["/"], [new AzurePermission(List("action"), List("not"), List("data"), List("notdata"), null)], Known: true);
            lists.Clear();
        }

        foreach (var line in Lines("azure-roles.txt"))
        {
            var words = line.Split(' ', 3);
            if (words[0] == "role")
            {
                Close();
                (guid, name) = (words[1], words[2]);
            }
            else
            {
                List(words[0]).Add(new ActionPattern(line[(words[0].Length + 1)..]));
            }
        }

        Close();
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, DirectoryRole> ReadEntra()
    {
        var found = new Dictionary<string, DirectoryRole>(StringComparer.Ordinal);
        DirectoryRole? role = null;
        var actions = new List<string>();
        void Close()
        {
            if (role is not null)
                found[role.Id] = role with { Actions = actions };
            actions = [];
        }

        foreach (var line in Lines("entra-roles.txt"))
        {
            if (!line.StartsWith("role ", StringComparison.Ordinal))
            {
                actions.Add(line);
                continue;
            }

            Close();
            var words = line.Split(' ', 3);
            var privileged = words[2].StartsWith("privileged ", StringComparison.Ordinal);
            role = new DirectoryRole(words[1], privileged ? words[2]["privileged ".Length..] : words[2], BuiltIn: true, privileged, [], [], Known: true);
        }

        Close();
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static (ActionPattern, string)[] ReadPlanes() =>
        [.. Lines("data-actions.txt").Select(l => l.Split(' ', 2)).Select(w => (new ActionPattern(w[1]), w[0]))];
}
