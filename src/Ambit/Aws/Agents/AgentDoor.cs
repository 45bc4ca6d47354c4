using System.Text.Json;
using Ambit.Aws.Import;
using Ambit.Aws.Inventory;

namespace Ambit.Aws.Agents;

/// <summary>
/// The authorizer of a runtime or gateway. "One resource is either SigV4 or JWT" (AgentCore developer guide, "Resource-based policies"):
/// with one of its own, IAM does not decide who calls.
/// </summary>
internal static class AgentDoor
{
    /// <summary>Whether tokens, or nothing at all, let callers in instead of IAM.</summary>
    public static bool Own(AwsResource agent) => Tokens(agent) is not null || agent.Text("AuthorizerType") is "NONE" or "CUSTOM_JWT" or "AUTHENTICATE_ONLY";

    /// <summary>Whom it lets in, in words; null where IAM decides.</summary>
    public static string? Words(AwsResource agent)
    {
        if (agent.Text("AuthorizerType") is "NONE")
            return "anybody";
        if (Tokens(agent) is { } tokens)
            return Narrowed(tokens) ? $"tokens of {Issuer(tokens)} for its audience or clients" : $"any token of {Issuer(tokens)}";
        return agent.Text("AuthorizerType") switch
        {
            "AUTHENTICATE_ONLY" => "every caller that is authenticated",
            "CUSTOM_JWT" => "tokens of an issuer that no export names",
            _ => null,
        };
    }

    /// <summary>The issuer whose every token is taken; null where something narrows it, or IAM decides.</summary>
    public static string? AnyTokenOf(AwsResource agent) => Tokens(agent) is { } tokens && !Narrowed(tokens) ? Issuer(tokens) : null;

    private static JsonElement? Tokens(AwsResource agent) =>
        agent.Properties.Get("AuthorizerConfiguration").Get("CustomJWTAuthorizer") is { ValueKind: JsonValueKind.Object } tokens ? tokens : null;

    /// <summary>"No allowedAudience, allowedClients, allowedScopes or customClaims": anybody whom the issuer knows.</summary>
    private static bool Narrowed(JsonElement tokens) =>
        new[] { "AllowedAudience", "AllowedClients", "AllowedScopes", "CustomClaims" }.Any(n => tokens.Get(n) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0)
        || tokens.Get("AllowedWorkloadConfiguration").ValueKind == JsonValueKind.Object;

    private static string Issuer(JsonElement tokens) =>
        tokens.Text("DiscoveryUrl") is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Host : "its issuer";
}
