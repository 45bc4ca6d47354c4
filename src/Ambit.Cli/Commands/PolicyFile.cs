using System.Text.Json;
using Ambit.Access;

namespace Ambit.Cli.Commands;

/// <summary>
/// Reads a policy from a file: a document, a list of documents, or what <c>rightsize --json</c> printed. Several documents are one
/// with all statements, which says the same: policies of one identity add up.
/// </summary>
internal static class PolicyFile
{
    /// <summary>The document.</summary>
    /// <param name="world">Where the file is.</param>
    /// <param name="path">As the user named it.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="UnknownNameException">There is no such file.</exception>
    /// <exception cref="UnreadableGateException">The text is no policy.</exception>
    public static async Task<JsonElement> ReadAsync(World world, string path, CancellationToken cancellation)
    {
        var text = await PolicyCommand.ReadAsync(world, path, cancellation).ConfigureAwait(false);
        JsonElement root;
        try
        {
            root = JsonElement.Parse(text.Span);
        }
        catch (JsonException e)
        {
            throw new UnreadableGateException($"`{path}` is no JSON: line {(e.LineNumber ?? 0) + 1}", e);
        }

        return new Clouds().All.Select(c => c.PolicyDocuments?.PolicyIn(root)).FirstOrDefault(p => p is not null)
            ?? throw new UnreadableGateException($"`{path}` is no policy document, no list of them, and not what rightsize --json prints");
    }
}
