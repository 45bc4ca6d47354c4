namespace Ambit.Escalation;

/// <summary>A permission that a step takes.</summary>
/// <param name="Principal">Who holds it.</param>
/// <param name="Permission">The permission.</param>
/// <param name="Resource">On what; null where it takes none.</param>
/// <param name="Sides">What grants it: each side must keep one grant.</param>
public sealed record EscalationNeed(string Principal, string Permission, string? Resource, IReadOnlyList<IReadOnlyList<PermissionGrant>> Sides)
{
    /// <summary>Whether the other is the same permission by the same grants, on whatever.</summary>
    public bool SameGrants(EscalationNeed other)
    {
        if (Permission != other.Permission || Principal != other.Principal || Sides.Count != other.Sides.Count)
            return false;
        for (var i = 0; i < Sides.Count; i++)
        {
            var (own, theirs) = (Sides[i], other.Sides[i]);
            if (own.Count != theirs.Count)
                return false;
            for (var g = 0; g < own.Count; g++)
            {
                if (own[g].Key != theirs[g].Key)
                    return false;
            }
        }

        return true;
    }
}
