using System.Runtime.InteropServices;
using Ambit.Aws.Catalogue;

namespace Ambit.Aws.RightSizing;

/// <summary>A template that fits an ARN.</summary>
/// <param name="Template">The template.</param>
/// <param name="Type">The type of resource that it is of.</param>
/// <param name="Values">What its variables are in the ARN, in order.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ArnFit(ArnTemplate Template, AwsResourceType Type, string[] Values)
{
    /// <summary>Of several types, the one whose template fits an ARN best; null where none fits.</summary>
    public static ArnFit? Best(IReadOnlyList<ActionResource> types, string arn)
    {
        ArnFit? best = null;
        foreach (var type in types)
        {
            foreach (var template in type.Type.Templates)
            {
                if ((best is null || template.Weight > best.Value.Template.Weight) && template.Read(arn) is { } values)
                    best = new ArnFit(template, type.Type, values);
            }
        }

        return best;
    }
}
