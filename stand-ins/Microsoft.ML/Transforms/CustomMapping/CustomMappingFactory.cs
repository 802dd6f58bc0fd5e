using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>
/// Gives a custom mapping's function again when its model is loaded: the class bears a
/// <see cref="CustomMappingFactoryAttributeAttribute"/>, and its assembly is registered in the context's component catalog.
/// </summary>
public abstract class CustomMappingFactory<TSrc, TDst> : ICustomMappingFactory where TSrc : class, new() where TDst : class, new()
{
    protected CustomMappingFactory()
    {
    }

    public abstract Action<TSrc, TDst> GetMapping();

    ITransformer ICustomMappingFactory.Create(string contractName) =>
        new CustomMappingTransformer<TSrc, TDst>(GetMapping(), contractName, null, null);
}

/// <summary>Names the contract of a <see cref="CustomMappingFactory{TSrc, TDst}"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CustomMappingFactoryAttributeAttribute : ExtensionBaseAttribute
{
    public CustomMappingFactoryAttributeAttribute(string contractName) : base(contractName)
    {
    }
}

/// <summary>Makes a custom mapping's transformer.</summary>
interface ICustomMappingFactory
{
    ITransformer Create(string contractName);
}

/// <summary>What a saved custom mapping holds.</summary>
sealed record SavedContract(string Name)
{
    public static ITransformer Load(ModelReader reader)
    {
        string name = reader.Settings<SavedContract>().Name;
        var catalog = reader.Environment.ComponentCatalog;
        lock (catalog.Assemblies)
            foreach (var type in catalog.Assemblies.SelectMany(a => a.GetTypes()))
                if (type.GetCustomAttributes(typeof(CustomMappingFactoryAttributeAttribute), false) is [ExtensionBaseAttribute attribute]
                    && attribute.ContractName == name)
                    return ((ICustomMappingFactory)Activator.CreateInstance(type)).Create(name);
        throw new InvalidOperationException(
            $"The model holds a custom mapping with the contract '{name}': register the assembly of its factory in ComponentCatalog first.");
    }
}
