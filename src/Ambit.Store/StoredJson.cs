using System.Text.Json.Serialization;
using Ambit.Findings;

namespace Ambit.Store;

/// <summary>How the store writes the records that it keeps whole.</summary>
[JsonSerializable(typeof(SnapshotInputs))]
[JsonSerializable(typeof(Finding))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class StoredJson : JsonSerializerContext;
