using System.Text;
using Ambit.Azure.Logs;
using CsCheck;

namespace Ambit.Tests.Azure;

public sealed class GraphUriTests
{
    private static readonly string[] Pieces =
        ["v1.0", "beta", "users", "me", "applications", "servicePrincipals", "addPassword", "getByIds", "delta()", "users('a/b')", "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222",
         "a@b.example", "c%40d.example", "AAMkAGI2THVSAAA1234567890", "AAMkAGI2THVSAAA1234567891", "42", "..", "x y"];

    private static readonly string[] Hosts = ["https://graph.microsoft.com/", "https://graph.microsoft.us/", "/", ""];

    private static readonly string[] Queries = ["", "?$top=1", "?$filter=id eq '/x/1'", "#f"];

    /// <summary>A call and another that differs from it in one place.</summary>
    private static readonly Gen<(string, string)> Pairs =
        Gen.Select(Gen.Int[0, Pieces.Length - 1].Array[0, 6], Gen.Int[0, 5], Gen.Int[0, Pieces.Length - 1], Gen.Int[0, 15], Gen.Int[0, 15], (pieces, at, other, a, b) =>
            (Uri(pieces, a), Uri([.. pieces.Select((p, i) => i == at ? other : p)], b)));

    [Fact]
    public void Two_calls_of_one_key_have_one_template_and_one_target()
    {
        var same = 0;
        Pairs.Sample((a, b) =>
        {
            if (Key(a) is not { } key || key != Key(b))
                return;
            Interlocked.Increment(ref same);
            Assert.Equal(GraphCalls.Template(a), GraphCalls.Template(b));
            Assert.Equal(GraphCalls.Target(a), GraphCalls.Target(b));
        }, iter: 100_000);
        Assert.True(same > 1000);
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/v1.0/users/11111111-1111-1111-1111-111111111111/memberOf?$top=1", "/v1.0/users/*/memberOf")]
    [InlineData("https://graph.microsoft.com/v1.0/applications/11111111-1111-1111-1111-111111111111/addPassword", "/v1.0/applications/11111111-1111-1111-1111-111111111111/addPassword")]
    public void A_key_keeps_what_a_permission_may_depend_on(string uri, string key) => Assert.Equal(key, Key(uri));

    private static string Uri(int[] pieces, int variant) => Hosts[variant / 4] + string.Join('/', pieces.Select(p => Pieces[p])) + Queries[variant % 4];

    private static string? Key(string uri)
    {
        Span<byte> key = stackalloc byte[512];
        return GraphUri.TryKey(Encoding.UTF8.GetBytes(uri), key, out var length) ? Encoding.UTF8.GetString(key[..length]) : null;
    }
}
