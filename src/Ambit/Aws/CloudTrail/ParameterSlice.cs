using System.Runtime.InteropServices;

namespace Ambit.Aws.CloudTrail;

/// <summary>Where in the request a parameter's value lies.</summary>
/// <param name="Name">The number of its name in the set asked for, -1 for an ARN under another name.</param>
/// <param name="Start">Where its text begins.</param>
/// <param name="Length">The length of its text, 0 for an object or a list that is merely there.</param>
/// <param name="Top">Whether it stands at the top of the request.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ParameterSlice(int Name, int Start, int Length, bool Top);
