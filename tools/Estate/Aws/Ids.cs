namespace Ambit.Estate.Aws;

/// <summary>Ids that depend on the name alone, so that exports and logs agree.</summary>
internal static class Ids
{
    /// <summary>A unique id of IAM: AIDA…, AROA…, AGPA…, ANPA…, AIPA….</summary>
    public static string Unique(string prefix, string arn) => prefix + Seeded.Base32(arn, 17);

    /// <summary>An access key's id.</summary>
    public static string AccessKey(string userArn, int number) => "AKIA" + Seeded.Base32($"{userArn}{number}", 16);
}
