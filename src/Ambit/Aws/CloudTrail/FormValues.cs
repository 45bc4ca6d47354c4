namespace Ambit.Aws.CloudTrail;

/// <summary>What the parameters of one call put into the variables of one form of ARN.</summary>
internal readonly ref struct FormValues
{
    private readonly ResourceForm _form;
    private readonly string _service;
    private readonly CallText _call;

    // For each variable the numbers of the parameters that fill it, and how many they are.
    private readonly Span<byte> _picks;
    private readonly Span<int> _counts;

    /// <summary>Finds the values.</summary>
    /// <param name="form">The form.</param>
    /// <param name="service">The prefix of the permission.</param>
    /// <param name="call">The call.</param>
    /// <param name="picks">Room for as many numbers as a request has parameters, for each variable.</param>
    /// <param name="counts">Room for a number for each variable.</param>
    public FormValues(ResourceForm form, string service, in CallText call, Span<byte> picks, Span<int> counts)
    {
        _form = form;
        _service = service;
        _call = call;
        _picks = picks;
        _counts = counts;
        All = true;
        Most = counts.Length == 0 ? 1 : 0;
        for (var variable = 0; variable < counts.Length; variable++)
        {
            counts[variable] = Pick(variable);
            All &= counts[variable] > 0;
            Most = Math.Max(Most, counts[variable]);
        }
    }

    /// <summary>Whether every variable has a value.</summary>
    public bool All { get; }

    /// <summary>How many values the variable with the most has.</summary>
    public int Most { get; }

    /// <summary>Adds the ARN of the values of one number; nothing where one is lacking.</summary>
    /// <param name="number">The number; of fewer values the last.</param>
    /// <param name="unknown">Whether a star stands for a variable without value.</param>
    /// <param name="found">Where it is added.</param>
    public void Fill(int number, bool unknown, ResourceTexts found)
    {
        var own = 0;
        foreach (ref readonly var part in _form.Template.Parts)
        {
            var piece = part.Variable switch
            {
                null => part.Text,
                "Partition" => _call.Surroundings.Partition,
                "Region" => _call.Surroundings.Region,
                "Account" => _call.Surroundings.Account,
                _ => Own(own++, number, unknown, found),
            };
            if (piece.IsEmpty)
            {
                found.Drop();
                return;
            }

            found.Append(piece);
        }

        found.End();
    }

    private ReadOnlySpan<byte> Own(int variable, int number, bool unknown, ResourceTexts found)
    {
        if (_counts[variable] == 0)
            return unknown ? "*"u8 : [];
        var parameter = Picks(variable)[Math.Min(number, _counts[variable] - 1)];
        ResourceName.Read(_call.ValueOf(_call.Parameters[parameter]), _service, _form.Template, _form.Template.Own[variable], out var name, out var end);
        if (end.IsEmpty)
            return name;
        found.Append(name);
        return end;
    }

    private Span<byte> Picks(int variable) => _picks.Slice(variable * ParameterScanner.Most, ParameterScanner.Most);

    /// <summary>Picks the parameters of the best name that is there; of equal values the first.</summary>
    private int Pick(int variable)
    {
        var picks = Picks(variable);
        var count = 0;
        foreach (var name in _form.Numbers[variable])
        {
            for (var i = 0; i < _call.Parameters.Length; i++)
            {
                ref readonly var parameter = ref _call.Parameters[i];
                if (parameter.Name == (name < 0 ? ~name : name) && (parameter.Top || name >= 0) && IsNew(variable, parameter, picks[..count]))
                    picks[count++] = (byte)i;
            }

            if (count > 0)
                break;
        }

        return count;
    }

    private bool IsNew(int variable, in ParameterSlice parameter, ReadOnlySpan<byte> picked)
    {
        if (!ResourceName.Read(_call.ValueOf(parameter), _service, _form.Template, _form.Template.Own[variable], out var name, out _))
            return false;
        foreach (var other in picked)
        {
            if (ResourceName.Read(_call.ValueOf(_call.Parameters[other]), _service, _form.Template, _form.Template.Own[variable], out var known, out _) && known.SequenceEqual(name))
                return false;
        }

        return true;
    }
}
