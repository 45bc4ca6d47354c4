using System.Net;
using System.Net.Sockets;
using Ambit.Usage;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// What came together with a call, as condition keys the evaluator knows. Only what the log tells exactly becomes a key. An address
/// is kept exactly (a condition on a range can be decided), but for sessions that run on AWS's own machines or behind a VPC
/// endpoint: their addresses come and go, so only the network is kept, under <see cref="Network"/>, which is no condition key, and
/// <c>aws:SourceIp</c> is then unknown.
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
/// </summary>
internal static class CallContext
{
    /// <summary>The caller's network, /24 or /48; for people to read, no policy can ask for it.</summary>
    public const string Network = "ambit:SourceNetwork";

    public static UsageContext Of(CloudTrailCall call, string? passedTo = null, string? taggedBy = null)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                pairs.Add(new KeyValuePair<string, string>(key, value));
        }

        var caller = call.Caller;
        Add("aws:RequestedRegion", call.Region);
        Add("aws:SourceVpce", call.Endpoint);
        Add("aws:MultiFactorAuthPresent", caller.Mfa switch { true => "true", false => "false", null => null });
        Add("aws:ViaAWSService", caller.InvokedBy is null ? "false" : "true");
        Add("aws:SecureTransport", call.Tls ? "true" : null);
        Add("aws:SourceIdentity", caller.SourceIdentity);
        Add("aws:FederatedProvider", caller.FederatedProvider);
        if (caller.InvokedBy is { } service && service.EndsWith(".amazonaws.com", StringComparison.Ordinal))
        {
            Add("aws:CalledVia", service);
            Add("aws:CalledViaLast", service);
            if (call.Source == "kms.amazonaws.com" && call.Region.Length > 0)
                Add("kms:ViaService", $"{service[..service.IndexOf('.')]}.{call.Region}.amazonaws.com");
        }

        AddAddress(call, Add);
        if (call.Name == "AssumeRole")
            Add("sts:ExternalId", call.Parameter("externalId"));
        Add("iam:PassedToService", passedTo);
        Add(UsageContext.Changed, ChangingCalls.ParameterOf(call.Source, call.Name) is { } changed ? call.Parameter(changed) : null);

        // "ec2:CreateAction: filters access by the name of a resource-creating API action"; others have the like.
        if (taggedBy is not null && Catalogue.AwsCatalogue.Current.FindConditionKey($"{AwsArn.Prefix(taggedBy)}:CreateAction") is not null)
            Add($"{AwsArn.Prefix(taggedBy)}:CreateAction", call.Name);
        return UsageContext.Of(pairs);
    }

    /// <summary>Whether a call's parameters are part of its context.</summary>
    public static bool AddsParameters(CloudTrailCall call) =>
        (call.Name == "AssumeRole" && call.Parameter("externalId") is not null) || ChangingCalls.ParameterOf(call.Source, call.Name) is not null;

    /// <summary>The network of an address as text, null where the text is no address.</summary>
    public static string? NetworkOf(string address)
    {
        if (!IPAddress.TryParse(address, out var ip))
            return null;
        var bytes = ip.GetAddressBytes();
        var kept = ip.AddressFamily == AddressFamily.InterNetwork ? 3 : 6;
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }

    /// <summary>Whether addresses of a call are kept exactly.</summary>
    public static bool KeepsAddress(Caller caller, bool endpoint) => !caller.OnAws && !endpoint && caller.InvokedBy is null;

    private static void AddAddress(CloudTrailCall call, Action<string, string?> add)
    {
        if (call.Address is null || NetworkOf(call.Address.Split('/')[0]) is not { } network)
            return;
        if (KeepsAddress(call.Caller, call.Endpoint is not null))
            add("aws:SourceIp", call.Address);
        else if (call.Caller.InvokedBy is null)
            add(Network, network);
    }
}
