using System.Text;
using Ambit.Aws.Catalogue;

namespace Ambit.Aws.CloudTrail;

/// <summary>One form of the ARNs of a type of resource that an action takes.</summary>
/// <param name="Type">The type.</param>
/// <param name="Required">Whether the action always takes such a resource.</param>
/// <param name="Template">The form.</param>
/// <param name="Variables">Its own variables, in order, each with the request parameters that fill it, the best first.</param>
internal sealed record ResourceForm(AwsResourceType Type, bool Required, ArnTemplate Template, IReadOnlyList<IReadOnlyList<string>> Variables)
{
    private const int None = int.MaxValue;

    /// <summary>For each variable the numbers of its parameters in the set that a request is scanned for, negative where the parameter tells what it names only at the top.</summary>
    public int[][] Numbers { get; private set; } = [];

    /// <summary>Takes up the set of names that requests are scanned for.</summary>
    public void Bind(ParameterNames names) =>
        Numbers = [.. Variables.Select(v => v.Select(n => Number(n, names)).Where(n => n != None).ToArray())];

    private static int Number(string name, ParameterNames names) =>
        names.Find(Encoding.UTF8.GetBytes(name)) is >= 0 and var number ? ParameterRoles.IsGeneral(name) ? ~number : number : None;
}
