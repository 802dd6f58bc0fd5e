using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimizers share: groups of parameters, their states, and saving them.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    readonly Dictionary<Tensor, OptimizerState> states = new(ReferenceEqualityComparer.Instance);

    private protected OptimizerHelper(IEnumerable<ParamGroup> groups, OptimizerOptions defaults)
    {
        Defaults = defaults;
        foreach (ParamGroup group in groups) add_param_group(group);
    }

    private protected OptimizerOptions Defaults { get; }

    private protected abstract OptimizerOptions NewOptions();

    private protected abstract OptimizerState NewState(Parameter parameter);

    /// <summary>Gives the options that a group leaves open the values of the defaults.</summary>
    private protected abstract void Complete(OptimizerOptions options);

    /// <summary>Updates one parameter; grad mode is off, and what is created is disposed after the step.</summary>
    private protected abstract void Update(
        Parameter parameter, Tensor grad, OptimizerState state, OptimizerOptions options);

    public override void add_param_group(ParamGroup param_group)
    {
        param_group.Options ??= NewOptions();
        OptimizerOptions options = param_group.Options;
        if (options.LearningRate is null)
        {
            options.LearningRate = Defaults.LearningRate;
            options.InitialLearningRate = Defaults.LearningRate.Value;
        }
        Complete(options);
        param_group.Parameters = param_group.Parameters.ToList();
        _parameter_groups.Add(param_group);
        foreach (Parameter parameter in param_group.Parameters)
        {
            OptimizerState state = NewState(parameter);
            state.Initialize(options);
            states.Add(parameter, state);
        }
    }

    private protected sealed override void Update()
    {
        foreach (ParamGroup group in _parameter_groups)
            foreach (Parameter parameter in group.Parameters)
                if (parameter.grad is { } grad) Update(parameter, grad, states[parameter], group.Options);
    }

    private protected sealed override void DisposeStates()
    {
        foreach (OptimizerState state in states.Values) (state as IDisposable)?.Dispose();
    }

    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (ParamGroup group in _parameter_groups)
        {
            dictionary.Options.Add(group.Options);
            foreach (Parameter parameter in group.Parameters) dictionary.State.Add(states[parameter]);
        }
        return dictionary;
    }

    public virtual void load_state_dict(StateDictionary state_dict)
    {
        StateDictionary own = this.state_dict();
        RequireCounts(own, state_dict.Options.Count, state_dict.State.Count);
        for (int i = 0; i < own.Options.Count; i++)
            if (own.Options[i] != state_dict.Options[i]) own.Options[i].LoadStateDict(state_dict.Options[i]);
        for (int i = 0; i < own.State.Count; i++)
            if (own.State[i] != state_dict.State[i]) own.State[i].LoadStateDict(state_dict.State[i]);
    }

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        StateDictionary own = state_dict();
        writer.Write(GetType().Name);
        writer.Write(own.Options.Count);
        writer.Write(own.State.Count);
        foreach (OptimizerOptions options in own.Options) options.SaveStateDict(writer);
        foreach (OptimizerState state in own.State) state.SaveStateDict(writer);
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    public void load_state_dict(BinaryReader reader)
    {
        string name = reader.ReadString();
        if (name != GetType().Name) throw new InvalidDataException(
            $"The state is of the optimizer {name}, not of {GetType().Name}.");
        StateDictionary own = state_dict();
        RequireCounts(own, reader.ReadInt32(), reader.ReadInt32());
        foreach (OptimizerOptions options in own.Options) options.LoadStateDict(reader);
        using (no_grad())
            foreach (OptimizerState state in own.State) state.LoadStateDict(reader);
    }

    public void to(Device device)
    {
        foreach (OptimizerState state in states.Values) state.to(device);
    }

    static void RequireCounts(StateDictionary own, int groups, int states)
    {
        if (groups != own.Options.Count)
            throw new ArgumentException($"The optimizer has {own.Options.Count} parameter groups, the state {groups}.");
        if (states != own.State.Count) throw new ArgumentException(
            $"The optimizer has {own.State.Count} parameters, the state {states}.");
    }
}
