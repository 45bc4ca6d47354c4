using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ambit.Estate;

/// <summary>A folder of the sample being written: JSON as the vendor's tools print it, text, and gzipped logs.</summary>
internal sealed class EstateFolder(string root)
{
    private static readonly JsonSerializerOptions s_asPrinted = new()
    {
        WriteIndented = true,
        IndentSize = 4,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>How many files were written.</summary>
    public int Files { get; private set; }

    /// <summary>Writes a JSON file, indented as the AWS CLI prints it.</summary>
    public void Json(string path, JsonNode content) => Text(path, content.ToJsonString(s_asPrinted) + "\n");

    /// <summary>Writes a text file as it is.</summary>
    public void Text(string path, string content) => File.WriteAllText(Place(path), content, new UTF8Encoding(false));

    /// <summary>Opens a gzip file for writing; the header holds no time, so that the bytes depend on the content alone.</summary>
    public Stream Gzip(string path) => new GZipStream(File.Create(Place(path)), CompressionLevel.SmallestSize);

    private string Place(string path)
    {
        Files++;
        var full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}
