using Ambit.Aws.Inventory;
using Ambit.Import;
using Ambit.Tests.Import;

namespace Ambit.Tests.Aws.Import;

/// <summary>AWS estates built from files made in the test.</summary>
internal static class Estates
{
    public static AwsEstate Of(params (string Path, string Content)[] files) => Of(out _, files);

    public static AwsEstate Of(out ImportResult result, params (string Path, string Content)[] files)
    {
        var input = new MemoryInput();
        foreach (var (path, content) in files)
            input.Add(path, content);
        result = Importing.Run(input);
        return AwsEstateBuilder.Build([.. result.Estate.Documents.Where(d => d.Cloud == "aws")]);
    }
}
