using Ambit.Access;
using Ambit.Model;

namespace Ambit;

/// <summary>A snapshot's estate with every cloud's part opened.</summary>
/// <param name="Estate">The native documents.</param>
/// <param name="Clouds">Each cloud that has documents in it.</param>
public sealed record OpenedEstate(Estate Estate, IReadOnlyList<ICloudEstate> Clouds)
{
    /// <summary>Finds the one identity that a name means, and the cloud that knows it.</summary>
    /// <exception cref="UnknownNameException">None or several; the message lists the several.</exception>
    public (ICloudEstate Cloud, string Id) Resolve(string name)
    {
        var found = Clouds.SelectMany(c => c.Access.Resolve(name).Select(id => (Cloud: c, Id: id))).ToList();
        return found switch
        {
            [var one] => one,
            [] => throw new UnknownNameException($"the snapshot knows no identity `{name}`{Meant(name)}"),
            _ => throw new UnknownNameException($"`{name}` is ambiguous: {string.Join(", ", found.Take(5).Select(f => f.Id))}; give the full id"),
        };
    }

    /// <summary>What a misspelt name was meant to be, by the names people type first; else where the names are listed.</summary>
    private string Meant(string name)
    {
        var identities = Clouds.SelectMany(c => c.Identities).ToList();
        var near = Nearest.Of(name, identities.Select(i => i.Name)) ?? Nearest.Of(name, identities.Select(i => i.Id));
        return near is null ? "; `ambit inventory` lists them" : $"; did you mean `{near}`";
    }
}
