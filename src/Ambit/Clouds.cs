using System.Text.Json;
using Ambit.Access;
using Ambit.Aws;
using Ambit.Aws.Denials;
using Ambit.Azure;
using Ambit.Azure.Denials;
using Ambit.Gcp.Denials;
using Ambit.Gcp.Logs;
using Ambit.Import;
using Ambit.Kubernetes.Denials;
using Ambit.Kubernetes.Logs;
using Ambit.Model;

namespace Ambit;

/// <summary>The only file that names every cloud.</summary>
public sealed class Clouds
{
    // Clouds of which logs are read before their estates are.
    private static readonly IReadOnlyList<ILogFormat> LogsAlone = [new GcpAuditLog(), new KubernetesAuditLog()];

    /// <summary>Events may be long; a message is not.</summary>
    private const int LongestMessage = 32_768;

    // Refusals are read of clouds, too, of which no estate is.
    private static readonly IReadOnlyList<Func<string, AccessDenial?>> Denials = [KubernetesDenial.Read, AzureDenial.Read, GcpDenial.Read];

    /// <summary>Every cloud this build knows.</summary>
    public IReadOnlyList<ICloud> All { get; } = [new AwsCloud(), new AzureCloud()];

    /// <summary>The exports that some cloud here reads, in the order they are asked.</summary>
    public IReadOnlyList<IExportFormat> ExportFormats => [.. All.SelectMany(c => c.ExportFormats)];

    /// <summary>The logs that some cloud here reads.</summary>
    public IReadOnlyList<ILogFormat> LogFormats => [.. All.SelectMany(c => c.LogFormats), .. LogsAlone];

    /// <summary>
    /// The cloud whose policy documents a text is of. What nobody recognises is left to the first: its reader says where a text breaks.
    /// </summary>
    /// <param name="document">The text, UTF-8.</param>
    /// <param name="kind">What the policy is attached to, in a word that only one cloud knows; null for nothing.</param>
    public ICloud CloudOf(ReadOnlyMemory<byte> document, string? kind)
    {
        var able = All.Where(c => c.PolicyDocuments is not null).ToList();
        if (kind is not null)
            return able.Find(c => c.PolicyDocuments!.Kinds.Contains(kind)) ?? able[0];
        try
        {
            var json = JsonElement.Parse(document.Span);
            return able.Find(c => c.PolicyDocuments!.Recognises(json)) ?? able[0];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return able[0];
        }
    }

    /// <summary>Reads a refusal in the words of whichever cloud said it; null where it is none's.</summary>
    public static AccessDenial? ReadDenial(string text) =>
        AwsDenial.Read(text) ?? Denials.Select(read => read(text.Length > LongestMessage ? text[..LongestMessage] : text)).FirstOrDefault(d => d is not null);

    /// <summary>Reads what every question needs, so that it is there when one comes.</summary>
    public void Prepare()
    {
        foreach (var cloud in All)
            cloud.Prepare();
    }

    /// <summary>Opens the parts of an estate that some cloud here understands.</summary>
    public OpenedEstate Open(Estate estate)
    {
        var byCloud = estate.Documents.ToLookup(d => d.Cloud, StringComparer.Ordinal);
        var there = All.Where(c => byCloud.Contains(c.Name)).ToArray();
        var opened = new ICloudEstate[there.Length];
        Parallel.For(0, there.Length, i => opened[i] = there[i].Open([.. byCloud[there[i].Name]], estate.CollectedAt));
        return new OpenedEstate(estate, opened);
    }
}
