using Ambit.Aws.Catalogue;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// API Gateway's permissions are verbs on the paths of its own API; which path a call goes to stands in AWS's model of the service
/// (<c>catalog/aws/api-paths.tsv</c>). Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html
/// </summary>
internal static class ApiGatewayPaths
{
    private static readonly Lazy<ILookup<string, string>> Paths = new(() =>
        CatalogueText.Rows("api-paths.tsv").ToLookup(r => r[0], r => r[1], StringComparer.OrdinalIgnoreCase));

    /// <summary>The ARN templates of a call, variables named as its request parameters; none where the permission is no verb or the call is not known.</summary>
    public static IReadOnlyList<AwsResourceType> Of(string action, string call) =>
        action is "apigateway:GET" or "apigateway:PUT" or "apigateway:POST" or "apigateway:PATCH" or "apigateway:DELETE"
            ? [.. Paths.Value[call].Select((p, i) => new AwsResourceType("apigateway", $"path {i}", "arn:${Partition}:apigateway:${Region}::" + p, []))]
            : [];
}
