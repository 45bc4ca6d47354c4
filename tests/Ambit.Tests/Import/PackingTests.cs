using System.Formats.Tar;
using System.Text;
using Ambit.Import;

namespace Ambit.Tests.Import;

public sealed class PackingTests
{
    private const string Roles = """{"RoleDetailList":[{"RoleName":"Dev","Arn":"arn:aws:iam::111122223333:role/Dev","AssumeRolePolicyDocument":{"Statement":[]}}]}""";
    private static readonly byte[] RoleBytes = Encoding.UTF8.GetBytes(Roles);

    [Fact]
    public void Gzip_is_told_by_its_bytes_whatever_the_name()
    {
        var result = Importing.Run("x/dump.raw", Packed.Gzip(Roles));
        Assert.Equal(1, result.Recognised);
        Assert.Contains(result.Estate.Documents, d => d.Id == "arn:aws:iam::111122223333:role/Dev");
    }

    [Fact]
    public void Concatenated_gzip_members_are_one_content()
    {
        var half = Roles.Length / 2;
        var result = Importing.Run("a.gz", [.. Packed.Gzip(Roles[..half]), .. Packed.Gzip(Roles[half..])]);
        Assert.Empty(result.Errors);
        Assert.Equal(1, result.Recognised);
    }

    [Fact]
    public void A_truncated_gzip_is_an_error_with_its_path()
    {
        var packed = Packed.Gzip(string.Concat(Enumerable.Range(0, 3000).Select(i => $$"""{"RoleDetailList":[{"RoleName":"r{{i * 7919}}","Arn":"arn:aws:iam::111122223333:role/r{{i}}"}]}""" + "\n")));
        var result = Importing.Run("cut.json.gz", packed[..(packed.Length / 2)]);
        Assert.NotEmpty(result.Errors);
        Assert.All(result.Errors, e => Assert.Equal("cut.json.gz", e.Path));
        Assert.NotEmpty(result.Estate.Documents);
    }

    [Fact]
    public void A_damaged_gzip_is_an_error_and_the_rest_goes_on()
    {
        var packed = Packed.Gzip(Roles);
        packed[packed.Length / 2] ^= 0xff;
        var result = Importing.Run(new MemoryInput().Add("bad.gz", packed).Add("good.json", Roles));
        Assert.Contains(result.Errors, e => e.Path == "bad.gz");
        Assert.Contains(result.Estate.Documents, d => d.Source.File == "good.json");
    }

    [Fact]
    public void A_gzip_bomb_stops_at_the_ratio()
    {
        var result = Importing.Run(new MemoryInput().Add("bomb.gz", Packed.Gzip("{\"a\":\"" + new string('x', 8 << 20))), new ImportLimits { FreeExpansion = 1 << 20, Ratio = 20 });
        Assert.Contains("stopped here", Assert.Single(result.Errors).Message);
    }

    [Fact]
    public void Bombs_in_a_zip_count_together()
    {
        var entries = Enumerable.Range(0, 20).Select(i => ($"e{i}", Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', 256 << 10) + "\"}"))).ToArray();
        var result = Importing.Run(new MemoryInput().Add("bomb.zip", Packed.Zip(entries)), new ImportLimits { FreeExpansion = 1 << 20, Ratio = 20 });
        Assert.Contains(result.Errors, e => e.Message.Contains("stopped here", StringComparison.Ordinal));
        Assert.True(result.Files < 20);
    }

    [Fact]
    public void Entries_are_bounded()
    {
        var entries = Enumerable.Range(0, 50).Select(i => ($"e{i}", "x"u8.ToArray())).ToArray();
        var result = Importing.Run(new MemoryInput().Add("many.zip", Packed.Zip(entries)), new ImportLimits { Entries = 10 });
        Assert.Contains(result.Errors, e => e.Message.Contains("more than 10 entries", StringComparison.Ordinal));
    }

    [Fact]
    public void Archives_in_archives_are_read_to_a_depth()
    {
        var inner = Packed.Gzip(Packed.Tar(TarEntryFormat.Pax, ("111122223333/d.json", RoleBytes)));
        var outer = Packed.Zip(("day/inner.tgz", inner));
        var result = Importing.Run("outer.zip", outer);
        Assert.Empty(result.Errors);
        Assert.Contains(result.Estate.Documents, d => d.Source.File == "outer.zip!day/inner.tgz!111122223333/d.json");

        for (var i = 0; i < 12; i++)
            inner = Packed.Gzip(inner);
        Assert.Contains("nested deeper", Assert.Single(Importing.Run("deep.gz", inner).Errors).Message);
    }

    [Theory]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.V7)]
    public void Every_tar_is_read(TarEntryFormat format)
    {
        var name = format is TarEntryFormat.Pax or TarEntryFormat.Gnu ? $"{new string('d', 120)}/roles.json" : "roles.json";
        var result = Importing.Run("a.tar", Packed.Tar(format, ("readme.txt", "hello"u8.ToArray()), (name, RoleBytes)));
        Assert.Empty(result.Errors);
        Assert.Contains(result.Estate.Documents, d => d.Source.File == $"a.tar!{name}");
        Assert.Equal("a.tar!readme.txt", Assert.Single(result.Unrecognised).Path);
    }

    [Fact]
    public void A_cut_tar_is_an_error_and_what_came_before_stays()
    {
        var tar = Packed.Tar(TarEntryFormat.Pax, ("a.json", RoleBytes), ("b.json", new byte[4096]));
        var result = Importing.Run("a.tar", tar[..(tar.Length - 4096 - 1024)]);
        Assert.Contains(result.Errors, e => e.Message.Contains("cut off", StringComparison.Ordinal));
        Assert.NotEmpty(result.Estate.Documents);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/cron.d/x")]
    [InlineData("C:\\Windows\\x.json")]
    [InlineData("a\u001b[31m\nname<script>.json")]
    public void Names_in_archives_are_only_names(string name)
    {
        foreach (var archive in new[] { Packed.Zip((name, RoleBytes)), Packed.Tar(TarEntryFormat.Pax, (name, RoleBytes)) })
        {
            var result = Importing.Run("evil.archive", archive);
            Assert.Equal(1, result.Recognised);
            Assert.StartsWith("evil.archive!", result.Estate.Documents[0].Source.File, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_encrypted_entry_is_named()
    {
        var zip = Packed.Zip(("secret.json", RoleBytes));
        zip[6] |= 1;
        zip[LastIndexOf(zip, [0x50, 0x4b, 1, 2]) + 8] |= 1;
        Assert.Contains("encrypted", Assert.Single(Importing.Run("e.zip", zip).Errors).Message);
    }

    [Theory]
    [InlineData(new byte[] { 0x28, 0xb5, 0x2f, 0xfd, 0 }, "zstd")]
    [InlineData(new byte[] { 0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0 }, "xz")]
    [InlineData(new byte[] { (byte)'P', (byte)'A', (byte)'R', (byte)'1' }, "Parquet")]
    [InlineData(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }, "image")]
    [InlineData(new byte[] { 1, 2, 0, 3 }, "binary")]
    [InlineData(new byte[0], "empty")]
    [InlineData(new byte[] { 32, 10, 32 }, "text")]
    public void What_is_none_of_ours_is_listed_and_no_error(byte[] content, string reason)
    {
        var result = Importing.Run("file", content);
        Assert.Empty(result.Errors);
        Assert.Contains(reason, Assert.Single(result.Unrecognised).Reason);
    }

    private static int LastIndexOf(byte[] bytes, byte[] wanted) => bytes.AsSpan().LastIndexOf(wanted);
}
