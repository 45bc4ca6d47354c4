namespace Ambit.Aws.CloudTrail;

/// <summary>A request parameter that says something about permission.</summary>
/// <param name="Name">Its own name (of the nearest object, lists taken as their name), as the log spells it; empty where only the value (an ARN) was asked for.</param>
/// <param name="Value">Its text; empty for an object or a list that is merely there.</param>
/// <param name="Top">Whether it stands at the top of the request.</param>
internal readonly record struct Parameter(string Name, string Value, bool Top);
