using System.Text.Json;

namespace Ambit.RightSizing;

/// <summary>One policy as it is today.</summary>
/// <param name="Name">Its name or ARN.</param>
/// <param name="Kind">inline, managed, aws-managed, group …</param>
/// <param name="Document">Its text; undefined where no export and no catalogue holds it.</param>
public sealed record CurrentPolicy(string Name, string Kind, JsonElement Document);
