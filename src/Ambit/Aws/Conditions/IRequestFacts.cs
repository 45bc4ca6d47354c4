using Ambit.Aws.Policies;

namespace Ambit.Aws.Conditions;

/// <summary>What is known of a request's context keys, in a closed or an open world.</summary>
internal interface IRequestFacts
{
    /// <summary>The state of a key.</summary>
    Fact Find(RequestKey key);
}
