using Ml.Gan.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Optimizers;

/// <summary>
/// Optimizer of float32 parameters that lie in one buffer, as do all averages of one kind that it keeps: on the CPU a
/// step reads and writes each number once, elsewhere it is a handful of operations. A parameter without gradient stays
/// as it is, and so do its averages.
/// </summary>
internal abstract class FlatOptimizer : optim.Optimizer
{
    private const int ChunkLength = 1 << 17;

    private readonly Parameter[] _parameters;
    private readonly Rate _rate;
    private readonly string[] _stateNames;
    private readonly Tensor[] _states;
    private readonly long[] _steps;
    private readonly (int Index, int Start, int Length)[] _chunks;
    private readonly Tensor?[] _gradients;
    private readonly bool _isManaged;

    /// <summary>Creates the optimizer, whose averages are zero.</summary>
    /// <param name="parameters">What learns; <see cref="FlatTensors.Fit"/> says which can.</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="stateNames">Names in checkpoints of what it keeps of each parameter.</param>
    /// <param name="isManaged">Whether steps are computed here; null for where the parameters are on the CPU.</param>
    protected FlatOptimizer(
        IReadOnlyList<Parameter> parameters, double learningRate, string[] stateNames, bool? isManaged)
        : base(nint.Zero)
    {
        (_parameters, _stateNames, _rate) = ([.. parameters], stateNames, new Rate(learningRate));
        Weights = new FlatTensors(_parameters);
        _states = [.. stateNames.Select(_ => zeros_like(Weights.Values).DetachFromDisposeScope())];
        (_steps, _gradients) = (new long[_parameters.Length], new Tensor?[_parameters.Length]);
        _chunks = [.. Enumerable.Range(0, _parameters.Length).SelectMany(Chunks)];
        _isManaged = (isManaged ?? Weights.Values.device_type == DeviceType.CPU)
            && Weights.Values.numel() <= int.MaxValue / sizeof(float);
    }

    /// <summary>The parameters' buffer.</summary>
    public FlatTensors Weights { get; }

    /// <summary>One group: all parameters.</summary>
    public override IEnumerable<optim.ILearningRateController> ParamGroups => [_rate];

    /// <summary>Step size.</summary>
    protected double LearningRate => _rate.LearningRate;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters() => _parameters;

    /// <summary>Leaves all parameters without gradients.</summary>
    public override void zero_grad()
    {
        foreach (var parameter in _parameters)
            parameter.grad = null;
    }

    /// <inheritdoc/>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using var gradients = enable_grad();
            loss = closure();
        }
        Step(null);
        return loss!;
    }

    /// <summary>Clips the gradients (Pascanu, Mikolov and Bengio, 2013) and takes a step.</summary>
    /// <param name="gradientClipping">Largest norm of the gradient over all parameters; null for no limit.</param>
    public void Step(double? gradientClipping)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        Weights.Claim();
        for (int i = 0; i < _parameters.Length; i++)
        {
            _gradients[i] = Gradient(i);
            _steps[i] += _gradients[i] is null ? 0 : 1;
        }
        if (_isManaged)
            StepHere(gradientClipping);
        else
            StepOnDevice(gradientClipping);
        Array.Clear(_gradients);
    }

    /// <summary>Names what the optimizer keeps, parameter by parameter.</summary>
    public void ExchangeState(TrainingState state, string prefix)
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            _steps[i] = state.Number($"{prefix}.{i}.step", _steps[i]);
            for (int j = 0; j < _states.Length; j++)
                state.Tensor($"{prefix}.{i}.{_stateNames[j]}", Weights.View(_states[j], i));
        }
    }

    /// <summary>All that the optimizer keeps of one kind, under its name in checkpoints, kind by kind.</summary>
    public IEnumerable<(string Name, Tensor Value)> NamedStates(string prefix) =>
        _stateNames.Zip(_states).Select(kind => ($"{prefix}.{kind.First}", kind.Second));

    /// <summary>Updates some numbers of one parameter, all spans of one length.</summary>
    /// <param name="weights">Weights, which change.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="first">State of the first name, which changes; empty without one.</param>
    /// <param name="second">State of the second name.</param>
    /// <param name="step">Number of the parameter's step, from 1.</param>
    protected abstract void Update(
        Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second, long step);

    /// <summary>The same of some parameters one behind the other, as operations of libtorch.</summary>
    /// <inheritdoc cref="Update(Span{float}, ReadOnlySpan{float}, Span{float}, Span{float}, long)"/>
    protected abstract void Update(Tensor weights, Tensor gradient, Tensor[] states, long step);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        Weights.Dispose();
        foreach (var state in _states)
            state.Dispose();
    }

    private Tensor? Gradient(int index)
    {
        if (_parameters[index].grad is not { } gradient)
            return null;
        var ordered = Weights.InOrder(gradient, index);
        if (!ReferenceEquals(ordered, gradient))
            _parameters[index].grad = ordered;
        return ordered.is_contiguous() ? ordered : Weights.Flatten(ordered, index);
    }

    private void StepHere(double? gradientClipping)
    {
        if (gradientClipping is { } most)
            GradientNorm.Clip(_gradients, most);
        int threads = Weights.Values.numel() < ChunkLength * 2 ? 1 : get_num_threads();
        if (threads == 1)
        {
            foreach (var chunk in _chunks)
                Update(chunk);
        }
        else
        {
            Parallel.ForEach(_chunks, new ParallelOptions { MaxDegreeOfParallelism = threads }, Update);
        }
    }

    private void Update((int Index, int Start, int Length) chunk)
    {
        if (_gradients[chunk.Index] is not { } gradient)
            return;
        int start = (int)Weights.Start(chunk.Index) + chunk.Start;
        Update(
            Weights.Values.AsFloats().Slice(start, chunk.Length),
            gradient.AsFloats().Slice(chunk.Start, chunk.Length),
            _states.Length > 0 ? _states[0].AsFloats().Slice(start, chunk.Length) : [],
            _states.Length > 1 ? _states[1].AsFloats().Slice(start, chunk.Length) : [],
            _steps[chunk.Index]);
    }

    private void StepOnDevice(double? gradientClipping)
    {
        if (gradientClipping is { } most)
            nn.utils.clip_grad_norm_(_parameters, most);
        for (int first = 0; first < _parameters.Length; first++)
        {
            if (_gradients[first] is null)
                continue;
            int last = first;
            while (last + 1 < _parameters.Length && _gradients[last + 1] is not null
                && _steps[last + 1] == _steps[first])
                last++;
            Tensor[] states = [.. _states.Select(state => Weights.Slice(state, first, last))];
            Update(Weights.Slice(Weights.Values, first, last), Joined(first, last), states, _steps[first]);
            first = last;
        }
    }

    /// <summary>Gradients one behind the other, with zeros in the gaps.</summary>
    private Tensor Joined(int first, int last)
    {
        var parts = new List<Tensor>();
        for (int i = first; i <= last; i++)
        {
            parts.Add(_gradients[i]!.reshape(-1));
            if (i < last && Weights.Gap(i) > 0)
                parts.Add(zeros(Weights.Gap(i), ScalarType.Float32, parts[0].device));
        }
        return cat(parts);
    }

    /// <summary>Parts of a parameter that one thread updates at a time.</summary>
    private IEnumerable<(int Index, int Start, int Length)> Chunks(int index)
    {
        for (long start = 0; start < Weights.Length(index); start += ChunkLength)
            yield return (index, (int)start, (int)Math.Min(ChunkLength, Weights.Length(index) - start));
    }

    private sealed class Rate(double rate) : optim.ILearningRateController
    {
        public double LearningRate { get; set; } = rate;

        public double InitialLearningRate { get; set; } = rate;
    }
}
