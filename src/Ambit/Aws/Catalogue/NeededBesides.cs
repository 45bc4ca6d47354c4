namespace Ambit.Aws.Catalogue;

/// <summary>
/// What calls need besides the permission of their own name: by the reference's column "Dependent actions" (which may hold for
/// certain parameters only), and by a table of our own of what a request's parameters ask for. Each row has its page.
/// </summary>
public sealed class NeededBesides
{
    private static readonly Lazy<NeededBesides> Shared = new(() => new NeededBesides());
    private readonly Dictionary<string, (string[] Actions, string Page)> _dependent = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<AdditionalPermission>> _additional = new(StringComparer.OrdinalIgnoreCase);

    private NeededBesides()
    {
        foreach (var row in CatalogueText.Rows("dependent-actions.tsv"))
            _dependent.TryAdd(row[0], (row[1].Split(','), row[2]));
        foreach (var row in CatalogueText.Rows("additional-permissions.tsv"))
        {
            if (!_additional.TryGetValue(row[0], out var list))
                _additional.Add(row[0], list = []);
            list.AddRange(row[2].Split(',').Select(a => AdditionalPermission.Of(row[1], a, row[3])));
        }
    }

    /// <summary>The tables of this build.</summary>
    public static NeededBesides Current => Shared.Value;

    /// <summary>The dependent actions of a permission (<c>iam:PassRole</c> of <c>lambda:CreateFunction</c>), none where there are none.</summary>
    public IReadOnlyList<string> Dependent(string action) => _dependent.TryGetValue(action, out var found) ? found.Actions : [];

    /// <summary>The page that lists the dependent actions of a permission, null where there are none.</summary>
    public string? DependentPage(string action) => _dependent.TryGetValue(action, out var found) ? found.Page : null;

    /// <summary>What request parameters ask for besides a permission; <c>ec2:*</c> for any that changes something in EC2.</summary>
    public IReadOnlyList<AdditionalPermission> Additional(string key) => _additional.TryGetValue(key, out var found) ? found : [];
}
