using System.Text.Json;
using Ambit.Aws.Import;
using Ambit.Aws.Inventory;
using Ambit.Import;

namespace Ambit.Tests.Aws.Import;

public sealed class CollectNotesTests
{
    private static string Note(string call, string region, string covers, string result, string item = "") =>
        $$"""{"ambitCollect":1,"account":"111122223333","region":"{{region}}","call":"{{call}}","covers":"{{covers}}","item":"{{item}}","result":"{{result}}","error":"AccessDenied","at":"2026-11-01T10:00:00Z"}""";

    private static AwsEstate Read(params string[] notes)
    {
        var sink = new ImportSink();
        foreach (var note in notes)
        {
            var document = new Document { Path = "a/collected.jsonl", Segments = ["a", "collected.jsonl"], Json = JsonDocument.Parse(note).RootElement };
            Assert.True(new CollectNotes().Recognises(document));
            new CollectNotes().Read(document, sink);
        }

        Assert.Empty(sink.Errors);
        return AwsEstateBuilder.Build(sink.Documents);
    }

    [Fact]
    public void A_kind_is_complete_when_every_region_answered() =>
        Assert.True(Read(Note("lambda-list-functions", "eu-west-1", "AWS::Lambda::Function", "ok"), Note("lambda-list-functions", "us-east-1", "AWS::Lambda::Function", "ok"))
            .Lists("111122223333", "AWS::Lambda::Function"));

    [Fact]
    public void A_region_that_refused_makes_the_kind_unknown_and_is_told()
    {
        var estate = Read(Note("lambda-list-functions", "eu-west-1", "AWS::Lambda::Function", "ok"), Note("lambda-list-functions", "us-east-1", "AWS::Lambda::Function", "failed"));
        Assert.False(estate.Lists("111122223333", "AWS::Lambda::Function"));
        var missing = Assert.Single(estate.NotCollected);
        Assert.Equal(("us-east-1", "lambda-list-functions", "AccessDenied"), (missing.Region, missing.What, missing.Why));
    }

    [Fact]
    public void Without_the_list_of_regions_nothing_regional_is_complete()
    {
        var estate = Read(
            Note("ec2-describe-regions", "global", "", "failed"), Note("lambda-list-functions", "us-east-1", "AWS::Lambda::Function", "ok"),
            Note("iam-get-credential-report", "global", "credentials", "ok"));
        Assert.False(estate.Lists("111122223333", "AWS::Lambda::Function"));
        Assert.True(estate.Lists("111122223333", AwsEstate.Credentials));
    }

    [Fact]
    public void What_does_not_exist_is_no_gap() =>
        Assert.Empty(Read(Note("s3api-get-bucket-policy", "global", "", "absent", "acme")).NotCollected);
}
