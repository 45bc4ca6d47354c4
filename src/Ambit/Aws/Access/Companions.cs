using Ambit.Access;
using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// Other decisions that one hangs on: the KMS key that data is under, the bucket behind an access point, the second permission of a
/// function's URL, the permissions to pass session tags, a source identity and the role of a launch.
/// </summary>
internal sealed class Companions(AwsWorld world)
{
    private static readonly NumberText Hour = NumberText.TryParse("3600", out var hour) ? hour : default;
    private readonly RequestKey _viaService = world.Compiler.Keys.Intern("kms:ViaService");
    private readonly RequestKey _dataContext = world.Compiler.Keys.Intern("kms:EncryptionContext:aws:s3:arn");
    private readonly RequestKey _viaUrl = world.Compiler.Keys.Intern("lambda:InvokedViaFunctionUrl");
    private readonly RequestKey _duration = world.Compiler.Keys.Intern("sts:DurationSeconds");
    private readonly RequestKey _profile = world.Compiler.Keys.Intern("ec2:InstanceProfile");
    private readonly RequestKey _newProfile = world.Compiler.Keys.Intern("ec2:NewInstanceProfile");
    private readonly RequestKey _passedTo = world.Compiler.Keys.Intern("iam:PassedToService");
    private readonly RequestKey _pointArn = world.Compiler.Keys.Intern("s3:DataAccessPointArn");
    private readonly RequestKey _pointAccount = world.Compiler.Keys.Intern("s3:DataAccessPointAccount");
    private readonly RequestKey _pointOrigin = world.Compiler.Keys.Intern("s3:AccessPointNetworkOrigin");

    /// <summary>Whether there may be one.</summary>
    public static bool Has(ActionName action, ResourceSide side, RequestContext context, string? resource) =>
        (action.DataKey is not null && side.DataKey is not null) || side.AccessPoint is not null || action.Lower is "lambda:invokefunctionurl"
        || (((action.Assumption && resource is not null) || Launches(action)) && !ReferenceEquals(context, RequestContext.Empty));

    private static bool Launches(ActionName action) => action.Lower is "ec2:runinstances" or "ec2:associateiaminstanceprofile" or "ec2:replaceiaminstanceprofileassociation";

    /// <summary>The context of a request through an access point: which one it is.</summary>
    public RequestContext Through(ResourceSide side, RequestContext context) => side.AccessPoint is not { } point
        ? context
        : context.With((_pointArn, Fact.Of(point.Arn)), (_pointAccount, Fact.Of(point.Account)), (_pointOrigin, point.Origin is null ? Fact.PresentUnknown : Fact.Of(point.Origin)));

    /// <summary>Takes them into the verdict.</summary>
    public void Apply(Evaluation e, string resource, RequestContext context, ref Verdict verdict)
    {
        if (e.Resource.AccessPoint is { } point && !e.Action.Lower.Contains("accesspoint", StringComparison.Ordinal))
            verdict.Bucket = Assumed(e, LayerNames.Bucket) ? Truth.Yes : BehindPoint(e, point, resource, context, in verdict);
        if (e.Action.DataKey is { } needed && e.Resource.DataKey is { } key)
            verdict.DataKey = Assumed(e, LayerNames.DataKey) ? Truth.Yes : Key(e, needed, key, resource, in verdict, context);
        if (Assumed(e, LayerNames.Besides))
            return;
        if (e.Action.Lower is "lambda:invokefunctionurl")
        {
            // "Starting in October 2025, new function URLs will require both lambda:InvokeFunctionUrl and lambda:InvokeFunction."
            verdict.Besides = verdict.Besides.And(Ask(e, LayerNames.Besides, "lambda:InvokeFunction", resource, context.With((_viaUrl, Fact.Of("true")))));
        }
        if (Launches(e.Action))
            verdict.Besides = verdict.Besides.And(Passing(e, context));
        if (e.Action.Assumption && e.Action.Lower is not ("sts:tagsession" or "sts:setsourceidentity" or "sts:setcontext"))
            verdict.Besides = verdict.Besides.And(Session(e, resource, context));
    }

    /// <summary>
    /// "To launch an instance with a role, you must also have permission to pass the role" (IAM User Guide, "Grant a user permissions to
    /// pass a role to an AWS service"): the role in the profile that the request names.
    /// </summary>
    private Truth Passing(Evaluation e, RequestContext context)
    {
        var key = e.Action.Lower is "ec2:runinstances" ? _profile : _newProfile;
        if (!context.TryFind(key, out var stated) || stated.One is not { } arn)
            return Truth.Yes;
        if (world.Estate.InstanceProfiles.FirstOrDefault(p => p.Arn == arn) is { } profile)
        {
            return profile.RoleArn is { } role
                ? Ask(e, LayerNames.Besides, "iam:PassRole", role, context.With((_passedTo, Fact.Of(e.Principal.Caller.Partition is "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com"))))
                : Truth.Yes;
        }
        e.Trace?.Add(new Trace.Companion(LayerNames.Besides, "iam:PassRole", arn, Truth.Unknown), null);
        e.Trace?.Ask($"setting:role of {arn}");
        return Truth.Unknown;
    }

    /// <summary>
    /// "You must have the sts:TagSession permission to pass session tags", "sts:SetSourceIdentity to set a source identity": both the
    /// caller's policies and the trust policy allow them (IAM User Guide, "Pass session tags", "Monitor actions with assumed roles").
    /// </summary>
    private Truth Session(Evaluation e, string role, RequestContext context)
    {
        // "Role chaining limits your AWS CLI or AWS API role session to a maximum of one hour."
        if (e.Principal.Caller.IsRole && context.TryFind(_duration, out var duration) && NumberText.TryParse(duration.One ?? "", out var seconds) && seconds.Against(Hour) > 0)
        {
            e.Trace?.Add(new Trace.Companion(LayerNames.Besides, "a session of more than an hour from a session", role, Truth.No), null);
            return Truth.No;
        }
        var truth = Truth.Yes;
        if (context.States("aws:RequestTag/") || context.States("aws:TagKeys") || context.States("sts:TransitiveTagKeys"))
            truth = truth.And(Ask(e, LayerNames.Besides, "sts:TagSession", role, context));
        if (context.States("sts:SourceIdentity"))
            truth = truth.And(Ask(e, LayerNames.Besides, "sts:SetSourceIdentity", role, context));
        return truth;
    }

    /// <summary>
    /// "Both the access point and the underlying bucket must permit the request" (S3 User Guide, "Configuring IAM policies for using
    /// access points"). A policy of the caller's that names the access point is about the request at the bucket too.
    /// </summary>
    private Truth BehindPoint(Evaluation e, AccessPoint point, string asked, RequestContext context, in Verdict at)
    {
        if (point.Bucket is not { } bucket)
        {
            e.Trace?.Add(new Trace.Companion(LayerNames.Bucket, e.Action.Name, point.Arn, Truth.Unknown), null);
            e.Trace?.Ask($"setting:bucket of {point.Arn}");
            return Truth.Unknown;
        }
        var resource = asked.StartsWith($"{point.Arn}/object/", StringComparison.Ordinal) ? $"{bucket}/{asked[(point.Arn.Length + 8)..]}" : bucket;
        var verdict = world.Beside(e, e.Action.Name, resource, context, out var trace);
        verdict.Boundary = verdict.Boundary.Or(at.Boundary);
        verdict.Session = verdict.Session.Or(at.Session);
        verdict.ServiceControl = verdict.ServiceControl.Or(at.ServiceControl);
        if (!verdict.SameAccount)
            verdict.Identity = verdict.Identity.Or(at.Identity);
        var truth = Truths.Of(verdict.Outcome);
        e.Trace?.Add(new Trace.Companion(LayerNames.Bucket, e.Action.Name, resource, truth), trace);
        return truth;
    }

    /// <summary>
    /// Whether the principal may use the key that the data is under, through S3. An AWS managed key lets in all of its account that
    /// may use the service, and nobody else (KMS guide, "AWS managed keys").
    /// </summary>
    private Truth Key(Evaluation e, string needed, string key, string asked, in Verdict verdict, RequestContext context)
    {
        if (key == DataKeys.Managed)
        {
            var own = TruthTables.Of(verdict.SameAccount && e.Principal.Caller.HasIdentity);
            e.Trace?.Add(new Trace.Companion(LayerNames.DataKey, needed, $"alias/aws/{e.Action.Service}", own), null);
            return own;
        }
        if (key == DataKeys.Untold)
        {
            e.Trace?.Add(new Trace.Companion(LayerNames.DataKey, needed, "the key", Truth.Unknown), null);
            e.Trace?.Ask($"setting:encryption key of {asked}");
            return Truth.Unknown;
        }
        var region = e.Resource.Region ?? "us-east-1";
        var suffix = e.Principal.Caller.Partition is "aws-cn" ? ".cn" : "";
        var through = context.With((_viaService, Fact.Of($"{e.Action.Service}.{region}.amazonaws.com{suffix}")));
        return Ask(e, LayerNames.DataKey, needed, key, e.Action.Service is "s3" ? through.With((_dataContext, About(e, asked))) : through);
    }

    /// <summary>"With a bucket key the encryption context is the bucket's ARN, else the object's" (S3 User Guide, "Bucket Keys").</summary>
    private static Fact About(Evaluation e, string asked)
    {
        var bucket = Fact.Of(asked.IndexOf('/') is > 0 and var slash ? asked[..slash] : asked);
        var data = asked.AsSpan().ContainsAny('*', '?') ? Fact.PresentUnknown : Fact.Of(asked);
        return e.Resource.BucketKey switch
        {
            true => bucket,
            false => data,
            _ => Fact.OneOf(bucket, data),
        };
    }

    private static bool Assumed(Evaluation e, string layer) => e.Assumed?.Contains(layer) == true;

    private Truth Ask(Evaluation e, string layer, string action, string resource, RequestContext context)
    {
        var truth = Truths.Of(world.Beside(e, action, resource, context, out var trace).Outcome);
        e.Trace?.Add(new Trace.Companion(layer, action, resource, truth), trace);
        return truth;
    }
}
