using System.Text.Json;
using Ambit.Cli;

namespace Ambit.Edges.Tests.CommandLine;

public sealed class JsonOutputTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(90_000)]
    public void A_document_of_any_length_comes_out_whole(int texts)
    {
        // Longer than is held at once; the characters are of two and four bytes and fall on every edge.
        var output = new StringWriter();
        JsonOutput.Print(output, json =>
        {
            json.WriteStartObject();
            json.WriteStrings("texts", Enumerable.Range(0, texts).Select(Text));
            json.WriteEndObject();
        });
        using var read = JsonDocument.Parse(output.ToString());
        Assert.Equal(Enumerable.Range(0, texts).Select(Text), read.RootElement.GetProperty("texts").EnumerateArray().Select(t => t.GetString()!));
    }

    [Fact]
    public void A_document_whose_making_fails_is_not_begun()
    {
        var output = new StringWriter();
        Assert.Throws<InvalidDataException>(() => JsonOutput.Print(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("text", new string('x', 100_000));
            throw new InvalidDataException();
        }));
        Assert.Empty(output.ToString());
    }

    private static string Text(int number) => $"{number} {new string('é', 60 + (number % 7))} 🔑{new string('x', number % 90)}";
}
