using System.Text;
using System.Text.Json;
using CsCheck;

namespace Ambit.Tests.Import;

/// <summary>Exports that were cut or changed anywhere: never an exception, and what could not be read is named.</summary>
public sealed class MutationTests
{
    private static readonly string[] Odd = ["null", "7", "\"x\"", "[]", "{}", "[null,[1],{\"a\":2}]", "true", "\"%7B\""];
    private static readonly (string Path, byte[] Content)[] Samples = [.. Sample()];

    [Fact]
    public void A_cut_export_never_throws_and_is_never_lost_without_a_word() =>
        Gen.Select(Gen.Int[0, Samples.Length - 1], Gen.Double[0, 1]).Sample((which, at) =>
        {
            var (path, content) = Samples[which];
            Named(path, content[..(int)(content.Length * at)]);
        }, iter: 400);

    [Fact]
    public void A_changed_export_never_throws_and_is_never_lost_without_a_word() =>
        Gen.Select(Gen.Int[0, Samples.Length - 1], Gen.Select(Gen.Int, Gen.Byte).Array[1, 8]).Sample((which, changes) =>
        {
            var (path, original) = Samples[which];
            var content = original.ToArray();
            foreach (var (at, value) in changes)
                content[(int)((uint)at % (uint)content.Length)] = value;
            Named(path, content);
        }, iter: 400);

    [Fact]
    public void Values_of_the_wrong_type_never_throw() =>
        Gen.Select(Gen.Int[0, Samples.Length - 1], Gen.Int[0, 40], Gen.Int[0, Odd.Length - 1]).Sample((which, property, odd) =>
        {
            var value = Odd[odd];
            var (path, content) = Samples[which];
            if (!path.EndsWith(".json", StringComparison.Ordinal))
                return;
            Named(path, Encoding.UTF8.GetBytes(WithProperty(Encoding.UTF8.GetString(content), property, value)));
        }, iter: 600);

    private static void Named(string path, byte[] content)
    {
        var result = Importing.Run(path, content);
        Assert.Equal(1, result.Files);
        Assert.True(result.Recognised == 1 || result.Errors.Count > 0 || result.Unrecognised.Count == 1);
        Assert.All(result.Errors, e => Assert.Equal(path, e.Path));
        new Clouds().Open(result.Estate);
    }

    /// <summary>Replaces the n-th property's value, however deep.</summary>
    private static string WithProperty(string json, int nth, string value)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        var seen = 0;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || seen++ != nth)
                continue;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var bytes = Encoding.UTF8.GetBytes(json);
            return Encoding.UTF8.GetString(bytes[..start]) + value + Encoding.UTF8.GetString(bytes[(int)reader.BytesConsumed..]);
        }

        return json;
    }

    private static IEnumerable<(string Path, byte[] Content)> Sample()
    {
        var cases = JsonDocument.Parse(File.ReadAllText("Cases/Import/cli-outputs.json")).RootElement;
        foreach (var given in cases.EnumerateArray())
            yield return (given.GetProperty("file").GetString()!, Encoding.UTF8.GetBytes(given.GetProperty("content").GetRawText()));
        yield return ("d.json", """{"UserDetailList":[{"UserName":"a","Arn":"arn:aws:iam::111122223333:user/a","UserPolicyList":[{"PolicyName":"p","PolicyDocument":"%7B%22Statement%22%3A%5B%5D%7D"}],"GroupList":["g"],"Tags":[{"Key":"k","Value":"v"}]}],"RoleDetailList":[{"RoleName":"r","Arn":"arn:aws:iam::111122223333:role/r","AssumeRolePolicyDocument":{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]},"InstanceProfileList":[{"InstanceProfileName":"i","Arn":"arn:aws:iam::111122223333:instance-profile/i"}]}],"GroupDetailList":[],"Policies":[{"PolicyName":"p","Arn":"arn:aws:iam::111122223333:policy/p","DefaultVersionId":"v1","PolicyVersionList":[{"VersionId":"v1","Document":{"Statement":[]}}]}]}"""u8.ToArray());
        yield return ("s.json", """{"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[{"resourceType":"AWS::S3::Bucket","ARN":"arn:aws:s3:::b","awsAccountId":"111122223333","configuration":{"name":"b"},"supplementaryConfiguration":{"BucketPolicy":{"policyText":"{\"Statement\":[]}"}},"tags":{"a":"b"}}]}"""u8.ToArray());
        yield return ("r.csv", "user,arn,password_enabled,access_key_1_active\na,arn:aws:iam::111122223333:user/a,true,false\n"u8.ToArray());
        yield return ("x/aws/aws/organizations/o-1/structure.json", """{"r-1":{"accounts":["a/b/1"],"children":{"ou-1-2":{"accounts":[]}}}}"""u8.ToArray());
        yield return ("x/aws/aws/accounts/111122223333/iam/role/r/inline-policies.json", """[{"PolicyName":"p","PolicyDocument":{"Statement":[]}}]"""u8.ToArray());
        yield return ("o/list-policies-for-target/r-9xk1.json", """{"Policies":[{"Id":"p-1","Arn":"arn:aws:organizations::1:policy/o-1/service_control_policy/p-1","Type":"SERVICE_CONTROL_POLICY"}]}"""u8.ToArray());
    }
}
