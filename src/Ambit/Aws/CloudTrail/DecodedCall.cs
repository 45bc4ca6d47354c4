using System.Text;

namespace Ambit.Aws.CloudTrail;

/// <summary>The resources and parameters of a call whose record writes some of them with escapes, with the escapes undone.</summary>
internal readonly ref struct DecodedCall
{
    /// <summary>Undoes the escapes.</summary>
    public DecodedCall(in CallText written)
    {
        var bytes = new List<byte>();
        var resources = new ParameterSlice[written.Resources.Length];
        for (var i = 0; i < resources.Length; i++)
            resources[i] = Put(written.Resources[i], Uri.UnescapeDataString(RecordText.Of(written.Of(written.Resources[i]))), bytes);
        var parameters = new ParameterSlice[written.Parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var value = RecordText.Of(written.ValueOf(written.Parameters[i]));
            parameters[i] = Put(written.Parameters[i], value.StartsWith("arn%3A", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(value) : value, bytes);
        }

        byte[] all = [.. bytes];
        Text = new CallText { ResourceList = all, Resources = resources, Request = all, Parameters = parameters, Surroundings = written.Surroundings };
    }

    /// <summary>The call.</summary>
    public CallText Text { get; }

    private static ParameterSlice Put(in ParameterSlice slice, string text, List<byte> bytes)
    {
        var start = bytes.Count;
        bytes.AddRange(Encoding.UTF8.GetBytes(text));
        return slice with { Start = start, Length = bytes.Count - start };
    }
}
