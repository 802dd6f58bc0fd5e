using static TorchSharp.torch;

namespace TorchSharp.Modules;

public interface IParameterLessModule { }

/// <summary>A module of one argument that has nothing to learn.</summary>
public abstract class ParameterLessModule<T1, TResult> : nn.Module<T1, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name) { }
}
