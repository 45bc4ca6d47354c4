using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ambit.Azure.Import;

/// <summary>
/// Which storage accounts a web or function app takes its code from: only their names, which are public, are read out of settings that may hold
/// keys. Microsoft Learn, "Storage considerations for Azure Functions".
/// </summary>
internal static partial class ContentStorage
{
    private static readonly string[] Settings =
        ["AzureWebJobsStorage", "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__blobServiceUri", "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_RUN_FROM_PACKAGE"];

    /// <summary>The names of the accounts, lower case; none for any other resource.</summary>
    public static IReadOnlyList<string> Of(JsonElement row)
    {
        var app = new AzureRow(row);
        if (app.Text("id") is not { } id || ResourceId.TypeOf(id)?.StartsWith("Microsoft.Web/sites", StringComparison.OrdinalIgnoreCase) != true)
            return [];
        return [.. Texts(app).Select(NameIn).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Texts(AzureRow app)
    {
        if (app.Child("functionAppConfig")?.Child("deployment")?.Child("storage")?.Text("value") is { } deployment)
            yield return deployment;
        var configuration = app.Child("siteConfig");
        foreach (var setting in (configuration?.Items("appSettings") ?? []).Select(s => new AzureRow(s)))
        {
            if (setting.Text("name") is { } name && Settings.Contains(name, StringComparer.OrdinalIgnoreCase) && setting.Text("value") is { } value)
                yield return value;
        }

        foreach (var mount in configuration?.Child("azureStorageAccounts") is { } mounts ? mounts.Element.EnumerateObject().Select(m => m.Value) : [])
        {
            if (new AzureRow(mount).Text("accountName") is { } name)
                yield return name;
        }
    }

    private static string? NameIn(string text)
    {
        foreach (var shape in new[] { Host(), Connection(), Bare() })
        {
            if (shape.Match(text) is { Success: true } found)
                return found.Groups[1].Value.ToLowerInvariant();
        }

        return null;
    }

    [GeneratedRegex(@"^https://([a-z0-9]{3,24})\.(?:blob|file)\.", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Host();

    [GeneratedRegex("(?:^|;) *AccountName=([a-z0-9]{3,24})(?:;|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Connection();

    [GeneratedRegex("^([a-z0-9]{3,24})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Bare();
}
