using Ambit.Import;

namespace Ambit.Aws.Import;

/// <summary><c>aws apigateway get-rest-apis</c>; its policies are URL-safe JSON with escaped quotes.</summary>
internal sealed class RestApis : IExportFormat
{
    public string Name => "aws apigateway get-rest-apis";

    public bool Recognises(Document document) => document.Json.Items("items").FirstOrDefault() is { ValueKind: System.Text.Json.JsonValueKind.Object } first && first.Has("apiKeySource") && first.Has("endpointConfiguration");

    public void Read(Document document, ImportSink sink)
    {
        var n = 0;
        foreach (var api in document.Json.Items("items"))
        {
            var pointer = $"/items/{n++}";
            if (api.Text("id") is not { } id || FolderAccount.Of(document) is not { } account)
            {
                sink.Bad(document.At(pointer, document.Line), "a REST API without id, or in no folder named by its account, is left out");
                continue;
            }

            var region = FolderAccount.Region(document);
            new ResourceFacts($"arn:{FolderAccount.Partition(region)}:execute-api:{region}:{account}:{id}", "AWS::ApiGateway::RestApi", account, "list")
            {
                Name = api.Text("name"),
                Tags = api.Get("tags"),
                Policy = Unescaped(api.Get("policy")),
                PolicyKnown = true,
            }.Write(sink, document.At(pointer));
        }
    }

    /// <summary>API Gateway gives the policy with every quote escaped once more: <c>{\"Version\":…}</c>.</summary>
    private static System.Text.Json.JsonElement Unescaped(System.Text.Json.JsonElement policy)
    {
        if (policy.ValueKind != System.Text.Json.JsonValueKind.String || policy.GetString() is not { } text || !text.Contains("\\\"", StringComparison.Ordinal))
            return policy;
        return JsonText.TryParse($"\"{text}\"", out var inner, out _) ? inner : policy;
    }
}
