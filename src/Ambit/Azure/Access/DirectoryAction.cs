namespace Ambit.Azure.Access;

/// <summary>
/// Actions of Entra roles: <c>namespace/entity/propertySet/verb</c>; <c>allEntities</c>, <c>allProperties</c> and <c>allTasks</c> stand for all.
/// Microsoft Learn, "Privileged roles and permissions".
/// </summary>
internal static class DirectoryAction
{
    /// <summary>Whether an action is one of the directory's.</summary>
    public static bool Is(string action) => action.StartsWith("microsoft.directory/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The entity (<c>users</c>), without a subset (<c>groups.security</c>).</summary>
    public static string EntityOf(string action)
    {
        var parts = action.Split('/');
        return parts.Length < 2 ? "" : parts[1].Split('.')[0].ToLowerInvariant();
    }

    /// <summary>Whether what a role allows covers what is asked.</summary>
    /// <param name="allowed">As the role spells it.</param>
    /// <param name="asked">A concrete action.</param>
    /// <param name="subsets">Subsets of its entity that the object is in: <c>security</c>, <c>unified</c>, <c>myOrganization</c>.</param>
    public static bool Covers(string allowed, string asked, IReadOnlyCollection<string> subsets)
    {
        var a = allowed.Split('/');
        var b = asked.Split('/');
        if (a.Length < 2 || b.Length < 2 || !a[0].Equals(b[0], StringComparison.OrdinalIgnoreCase) || !Entity(a[1], b[1], subsets))
            return false;
        if (a[^1].Equals("allTasks", StringComparison.OrdinalIgnoreCase))
            return Properties(a[2..^1], b.Length > 3 ? b[2..^1] : b[2..]);
        if (a.Length >= 4 || b.Length >= 4)
            return Verb(a[^1], b[^1]) && Properties(a[2..^1], b[2..^1]);
        return a.Length == b.Length && Verb(a[^1], b[^1]);
    }

    private static bool Entity(string allowed, string asked, IReadOnlyCollection<string> subsets)
    {
        if (allowed.Equals("allEntities", StringComparison.OrdinalIgnoreCase) || allowed.Equals(asked, StringComparison.OrdinalIgnoreCase))
            return true;
        var dot = allowed.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && allowed[..dot].Equals(asked, StringComparison.OrdinalIgnoreCase) && subsets.Contains(allowed[(dot + 1)..], StringComparer.OrdinalIgnoreCase);
    }

    private static bool Properties(string[] allowed, string[] asked)
    {
        if (allowed.Length == 0 || allowed[0].Equals("allProperties", StringComparison.OrdinalIgnoreCase))
            return true;
        return asked.Length >= allowed.Length && allowed.Zip(asked).All(p => p.First.Equals(p.Second, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Verb(string allowed, string asked) =>
        allowed.Equals(asked, StringComparison.OrdinalIgnoreCase) || allowed.Equals("allTasks", StringComparison.OrdinalIgnoreCase);
}
