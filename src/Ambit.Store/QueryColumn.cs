namespace Ambit.Store;

/// <summary>A column of an answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its SQL type.</param>
public sealed record QueryColumn(string Name, string Type);
