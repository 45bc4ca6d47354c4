using System.Text;
using System.Text.Json;
using Ambit.Import;
using CsCheck;

namespace Ambit.Tests.Import;

public sealed class JsonSkipTests
{
    private static readonly string[] Pieces = ["\\", "\"", "\\\\", "a", "{", "]", "}", "é", "0123456789012345678901234567890", "\n", "\\\""];

    private static readonly Gen<string> Texts =
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 60].Select(string.Concat);

    [Fact]
    public void A_string_ends_where_a_parser_says_whatever_is_escaped_in_it() =>
        Texts.Sample(text =>
        {
            var json = Encoding.UTF8.GetBytes(JsonEncodedText.Encode(text) is var e ? $"\"{e}\"" : "");
            byte[] data = [.. json, .. Encoding.UTF8.GetBytes(",\"next\\\\\":1}")];
            Assert.Equal(json.Length, JsonSkip.String(data, 0, out var escapes));
            Assert.Equal(json.Contains((byte)'\\'), escapes);
            Assert.Equal(JsonSkip.Cut, JsonSkip.String(json.AsSpan(0, json.Length - 1), 0));
        }, iter: 20_000);

    [Fact]
    public void A_list_ends_where_a_parser_says_whatever_its_strings_hold() =>
        Texts.Array[0, 6].Sample(texts =>
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(new[] { texts, texts });
            Assert.Equal(json.Length, JsonSkip.Value([.. json, .. "]]]}\"\""u8], 0));
        }, iter: 5_000);
}
