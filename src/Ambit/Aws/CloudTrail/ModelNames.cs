namespace Ambit.Aws.CloudTrail;

/// <summary>
/// Models of Bedrock as requests name them: a foundation model (<c>anthropic.claude-…</c>), or an inference profile that goes to
/// one in several regions (<c>us.anthropic.claude-…</c>). "To invoke an inference profile you need the action on the profile and on the
/// foundation model in each of its regions".
/// Source: https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
/// </summary>
internal static class ModelNames
{
    /// <summary>Whether a bare name is of the type that an ARN template is of; names of other types are ARNs.</summary>
    public static bool Fits(ReadOnlySpan<byte> name, string template) =>
        template.Contains(":foundation-model/", StringComparison.Ordinal) ? name.IndexOf((byte)'.') > 0 && Area(name) == 0
        : template.Contains(":inference-profile/", StringComparison.Ordinal) && Area(name) > 0;

    /// <summary>Adds to profiles the models they go to, in any region.</summary>
    public static void AddBehind(ResourceTexts found)
    {
        for (int i = 0, count = found.Count; i < count; i++)
        {
            var at = found[i].IndexOf("inference-profile/"u8);
            if (at < 0)
                continue;
            var name = found[i][(at + "inference-profile/"u8.Length)..].ToArray();
            var partition = found[i][..(found[i].IndexOf(":bedrock:"u8) is > 0 and var end ? end : 0)].ToArray();
            found.Append(partition.Length == 0 ? "arn:aws"u8 : partition);
            found.Append(":bedrock:*::foundation-model/"u8);
            found.Append(Area(name) is > 0 and var area ? name.AsSpan(area) : "*"u8);
            found.End();
        }
    }

    /// <summary>How long the geographic beginning of a profile's name is, with its dot; 0 for none.</summary>
    private static int Area(ReadOnlySpan<byte> name)
    {
        var dot = name.IndexOf((byte)'.');
        if (dot < 0 || name[(dot + 1)..].IndexOf((byte)'.') < 0)
            return 0;
        var area = name[..dot];
        return area.SequenceEqual("us"u8) || area.SequenceEqual("eu"u8) || area.SequenceEqual("apac"u8) || area.SequenceEqual("global"u8) || area.SequenceEqual("us-gov"u8)
            || area.SequenceEqual("jp"u8) || area.SequenceEqual("au"u8) || area.SequenceEqual("ca"u8) ? dot + 1 : 0;
    }
}
