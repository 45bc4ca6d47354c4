using System.Text.Json;

namespace Ambit.Access;

/// <summary>Compares a cloud's policy documents as sets of requests, without a snapshot and without the cloud.</summary>
public interface IPolicySets
{
    /// <summary>Whether a document is one of this cloud's; asked by content, so no two clouds say yes to one.</summary>
    bool Recognises(JsonElement document);

    /// <summary>Whether every request that the document allows is allowed by the reference, too.</summary>
    SetAnswer NoNewAccess(JsonElement document, JsonElement reference);

    /// <summary>Whether the document can never allow the action (on the resource, where one is given); both may be patterns as the cloud has them.</summary>
    SetAnswer NotGranted(JsonElement document, string action, string? resource);

    /// <summary>Whether nobody outside can be let in; null where documents of this cloud have no such notion.</summary>
    SetAnswer? NoPublicAccess(JsonElement document);
}
