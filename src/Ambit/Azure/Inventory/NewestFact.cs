using Ambit.Azure.Import;
using Ambit.Model;

namespace Ambit.Azure.Inventory;

/// <summary>When the exports were made, as far as they tell: nothing in them is younger than the newest creation or change they list.</summary>
internal static class NewestFact
{
    private static readonly string[] Names = ["createdDateTime", "createdOn", "updatedOn", "startDateTime", "lastSignInDateTime"];

    /// <summary>The newest time; the beginning of time where no export tells any.</summary>
    public static DateTimeOffset Of(ILookup<string, NativeDocument> documents)
    {
        var newest = DateTimeOffset.MinValue;
        foreach (var document in documents.SelectMany(d => d))
        {
            if (document.Kind == AzureKinds.Relation)
                continue;
            var row = new AzureRow(document.Content);
            foreach (var name in Names)
            {
                if (AzureRow.Find(document.Content, name, out _) || document.Content.TryGetProperty("properties", out _))
                {
                    if (row.Time(name) is { } time && time > newest)
                        newest = time;
                }
            }
        }

        return newest;
    }
}
